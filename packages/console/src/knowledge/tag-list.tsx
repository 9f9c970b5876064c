interface TagListProps {
  readonly tags: readonly string[];
  /** More than these are counted, and they take one line. */
  readonly most?: number;
}

export const TagList = ({ tags, most }: TagListProps) => (
  <ul aria-label="Tags" className={`flex min-w-0 gap-1 ${most === undefined ? 'flex-wrap' : ''}`}>
    {tags.slice(0, most ?? tags.length).map((tag) => (
      <li
        key={tag}
        title={tag}
        className="max-w-full min-w-0 truncate rounded-full border border-line bg-surface px-2 text-small leading-5 text-muted"
      >
        {tag}
      </li>
    ))}
    {most !== undefined && tags.length > most && (
      <li title={tags.slice(most).join(', ')} className="text-small leading-5 text-muted">
        +{tags.length - most}
      </li>
    )}
  </ul>
);
