import { z } from 'zod';

export const WorkspaceId = z.uuid().brand<'WorkspaceId'>();
export type WorkspaceId = z.infer<typeof WorkspaceId>;

export const PrincipalId = z.uuid().brand<'PrincipalId'>();
export type PrincipalId = z.infer<typeof PrincipalId>;
