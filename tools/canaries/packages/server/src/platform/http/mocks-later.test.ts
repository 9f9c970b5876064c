// fails: module-mocks
import { vi } from 'vitest';
vi.doMock('./mocked.ts');
