import type { Decision } from '@holdfast/protocol/decisions/decision';
import { act, DECISIONS, stepsOf, submit, type House } from '../../packages/proving/src/decisions/house.ts';
import type { Member } from '../../packages/proving/src/identity/space.ts';
import { openLine, parsed, requestOf, type Line, type LineAnswer } from '../../packages/proving/src/line.ts';
import { percentiles } from '../lib/percentiles.ts';
import { onGround, say } from './ground.ts';
import { isSameOutcome, judgeRace, type Sent, type Told } from './races/judge-race.ts';

const RACES = Number(process.argv[2] ?? 1000);
const DECIDERS = 32;
/** So many of them click twice. */
const HASTY = 8;

interface Decider {
  readonly member: Member;
  readonly line: Line;
  readonly does: 'approve' | 'reject';
}

const decidersOf = ({ analysts, agent }: House): Decider[] =>
  [...analysts, ...analysts.slice(0, HASTY)].map((member, nth) => ({
    member,
    line: openLine(new URL(agent.place.url)),
    does: (nth % DECIDERS) % 2 === 0 ? 'approve' : 'reject',
  }));

const bodyOf = ({ does }: Decider): string => JSON.stringify(does === 'approve' ? {} : { reason: 'No.' });

const clickOf = (decider: Decider, { id }: Decision, url: string): Buffer => {
  const headers = { authorization: `Bearer ${decider.member.token}`, 'if-match': '"1"' };
  return requestOf('POST', new URL(`${DECISIONS}/${id}/${decider.does}`, url), headers, bodyOf(decider));
};

const told = ({ status, body }: LineAnswer): Told => ({ status, body: parsed<Told['body']>({ status, body }) });

await onGround(async ({ house }) => {
  const { agent } = house;
  const deciders = decidersOf(house);
  const times: number[] = [];
  const deviations: string[] = [];
  const counted = { won: 0, already: 0, lost: 0 };

  const race = async (): Promise<void> => {
    const decision = await submit(agent);
    const clicks = deciders.map((decider) => clickOf(decider, decision, agent.place.url));
    const since = performance.now();
    const answers = await Promise.all(
      deciders.map(({ line }, nth) =>
        line.ask(clicks[nth] as Buffer).finally(() => times.push(performance.now() - since)),
      ),
    );
    const sent: Sent[] = answers.map((answer, nth) => {
      const { member, does } = deciders[nth] as Decider;
      return { by: member.member, does, ...told(answer) };
    });
    const judged = judgeRace(sent);
    deviations.push(...judged.deviations);
    counted.won += judged.won.length;
    counted.already += judged.already;
    counted.lost += judged.lost;

    const winner = deciders.find(({ member }) => member.member === judged.won[0]?.by) as Decider;
    const again = await act(winner.member, decision, winner.does, JSON.parse(bodyOf(winner)) as object);
    const { already, ...now } = again.body as Decision & { already?: boolean };
    if (again.status !== 200 || already !== true || !isSameOutcome(now, judged.won[0]?.body))
      deviations.push(`the winner who repeats it is answered ${again.status}, already ${already}`);
    const steps = await stepsOf(agent, decision);
    if (steps.length !== 2) deviations.push(`${steps.length} steps`);
  };

  for (let nth = 1; nth <= RACES; nth += 1) {
    await race();
    if (nth % 100 === 0) say(`${nth} races, ${deviations.length} deviations`);
  }
  for (const { line } of deciders) line.close();
  const { p50, p99 } = percentiles(times);
  say(
    `${RACES} decisions, ${DECIDERS} deciders on each, ${HASTY} of whom click twice: ${counted.won} won, ${counted.already} told again that they had, ${counted.lost} told that they lost and to whom`,
  );
  say(`${deviations.length} deviations; p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)} ms of a click in a race`);
  for (const deviation of deviations.slice(0, 20)) say(`  ${deviation}`);
  process.exitCode = deviations.length > 0 ? 1 : 0;
}, DECIDERS);
