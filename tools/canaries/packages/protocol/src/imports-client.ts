// fails: layers
import { createClient } from '@holdfast/client/client';
export const made = createClient;
