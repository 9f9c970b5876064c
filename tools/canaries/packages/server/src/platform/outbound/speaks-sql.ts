// fails: libraries
export const load = async () => import('kysely');
