import { z } from 'zod';

/** What the instance does for itself belongs to this workspace, which is nobody's. The largest id there is. */
const RESERVED = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export const WorkspaceId = z
  .uuid()
  .refine((id) => id.toLowerCase() !== RESERVED, { error: 'must not be the id that is kept for the instance itself' })
  .brand<'WorkspaceId'>();
export type WorkspaceId = z.infer<typeof WorkspaceId>;

export const INSTANCE_WORKSPACE = RESERVED as WorkspaceId;

export const PrincipalId = z.uuid().brand<'PrincipalId'>();
export type PrincipalId = z.infer<typeof PrincipalId>;
