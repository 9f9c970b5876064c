// fails: module-mocks
import { vi } from 'vitest';
vi.mock('./mocked.ts', () => ({}));
