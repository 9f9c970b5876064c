import type { SpanDetail } from '@holdfast/protocol/traces/span';
import { counted } from '../../text/count.ts';
import { durationOf } from '../../text/duration.ts';
import type { Skew } from '../trace/layout/skew.ts';

const ODDITY_WORDS: Readonly<Record<SpanDetail['oddities'][number], string>> = {
  end_before_start: 'It says that it ended before it began. It is kept as if it had taken no time.',
  no_start: 'It says no start. It is drawn at the beginning of its trace.',
  bad_parent: 'What it names as its parent is no id. It stands among the roots.',
  duplicate_keys: 'Some of its attributes came twice under one name. The last of each is kept.',
  invalid_utf8: 'Some of its text was no UTF-8. What could not be read is replaced by �.',
  nul: 'Some of its text has NUL characters. They are kept, and nobody sees them.',
  string_index: 'It refers to texts by number, which only profiles may do. They are left out.',
  unknown_kind: 'Its kind is a number that this version does not know.',
  unknown_status: 'Its status is a number that this version does not know.',
  too_much_said:
    'Some of what was said in it is too much or too deep to be shown as a conversation. It stands among the attributes, as text.',
};

/** Whatever is odd about a span, in sentences. */
export const oddityWords = (detail: SpanDetail, skew: Skew | undefined, isCut: boolean): readonly string[] => [
  ...detail.oddities.map((oddity) => ODDITY_WORDS[oddity] ?? oddity),
  ...(skew !== undefined && skew.beginsEarlier > 0
    ? [
        `It begins ${durationOf(skew.beginsEarlier)} before its parent: the clocks of the two differ, or another than its parent caused it.`,
      ]
    : []),
  ...(skew !== undefined && skew.endsLater > 0
    ? [`It ends ${durationOf(skew.endsLater)} after its parent, which did not wait for it, or whose clock differs.`]
    : []),
  ...(isCut ? ['It names a span below it as its parent. It stands where the circle was cut.'] : []),
  ...(detail.differing_resends > 0
    ? [`It was sent again ${counted(detail.differing_resends, 'time')} with other content. The first is kept.`]
    : []),
  ...(['attributes', 'events', 'links'] as const)
    .filter((what) => detail.dropped[what] > 0)
    .map((what) => `Its sender left out ${counted(detail.dropped[what], what.slice(0, -1))}.`),
];
