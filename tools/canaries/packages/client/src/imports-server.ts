// fails: layers
export const later = () => import('@holdfast/server/app');
