import { contract } from '../contract.ts';
import { ProofsReport } from './report.ts';

export const getLatestProofs = contract({
  name: 'proofs.latest',
  method: 'GET',
  path: '/api/v1/proofs/latest',
  summary: 'The report that `holdfast prove --data` left last in the data folder of this node.',
  permission: 'instance:manage',
  answers: { 200: ProofsReport },
  failures: ['not_found'],
});
