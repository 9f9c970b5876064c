import { getImport, listImports } from '@holdfast/protocol/knowledge/imports';
import { searchKnowledge } from '@holdfast/protocol/knowledge/search';
import { tool } from '../../platform/mcp/tools/tool.ts';

/** What an agent may do with the knowledge of its workspace: find it, and see how imports of it stand. */
export const KNOWLEDGE_TOOLS = [
  tool(searchKnowledge, {
    name: 'search_knowledge',
    title: 'Search the knowledge',
    description:
      'Find questions and answers of the workspace by words and by meaning, the best first. When answered is false, nothing ' +
      'that was found answers the question: say that you do not know.',
    reads: true,
  }),
  tool(listImports, {
    name: 'list_imports',
    title: 'List imports',
    description: 'Files that were or are being imported into the knowledge, the latest first, each with how it stands.',
    reads: true,
  }),
  tool(getImport, {
    name: 'get_import',
    title: 'Look at an import',
    description: 'How far one import is, and what became of its rows.',
    reads: true,
  }),
];
