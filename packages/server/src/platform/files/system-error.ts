/** The code of an error of the operating system, such as `ENOSPC`. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** What a failed write means to the person who runs Holdfast, as the end of a sentence. */
const MEANING: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there: give it the folder, or set HOLDFAST_DATA to a folder it owns',
  EPERM: 'this user may not write there: give it the folder, or set HOLDFAST_DATA to a folder it owns',
  EROFS: 'the file system is read-only: mount it writable, or set HOLDFAST_DATA to a folder that is',
  ENOSPC: 'the disk is full: free some space, or set HOLDFAST_DATA to a folder on another disk',
  EDQUOT: 'the disk quota is used up: free some space, or set HOLDFAST_DATA to a folder on another disk',
  ENOTDIR: 'a part of this path is a file: set HOLDFAST_DATA to a folder',
  EEXIST: 'there is a file of that name: set HOLDFAST_DATA to a folder',
  ELOOP: 'its symbolic links form a circle: set HOLDFAST_DATA to a folder',
  ENAMETOOLONG: 'the path is too long: set HOLDFAST_DATA to a shorter one',
};

export const meaningOf = (error: unknown): string =>
  MEANING[codeOf(error) ?? ''] ?? (error instanceof Error ? error.message : String(error));
