// fails: layers
import { SETTINGS } from '../../config/settings.ts';
export const known = SETTINGS;
