import {
  type getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@holdfast/protocol/identity/second-factor';
import { Facts } from '../../controls/facts.tsx';
import { Panel } from '../../controls/panel.tsx';
import { type Deed, deed } from '../../deeds/deed.ts';
import { DeedRow } from '../../deeds/deed-row.tsx';
import type { Deeds } from '../../deeds/use-deeds.ts';
import { Mark } from '../../look/mark.tsx';
import { useMe } from '../../session/use-me.ts';
import { Day } from '../../text/day.tsx';

interface FactorOnProps {
  readonly factor: (typeof getSecondFactor)['answers'][200]['_output'];
  readonly deeds: Deeds;
  readonly onCodes: (codes: readonly string[]) => void;
}

const FEW_CODES = 3;

const renewing = (onCodes: FactorOnProps['onCodes']): Deed =>
  deed({
    act: 'New codes',
    ask: (holdfast) => holdfast.bodyOf(renewRecoveryCodes, {}),
    done: ({ recovery_codes: codes }) => {
      onCodes(codes);
      return 'These are new. The codes before them work no more.';
    },
    question: {
      title: 'Make new recovery codes?',
      keep: 'Keep the old ones',
      sentence: 'The codes you have kept until now work no more, used or not.',
    },
  });

const removing = (asking: readonly string[]): Deed =>
  deed({
    act: 'Remove it',
    ask: (holdfast) => holdfast.call(removeSecondFactor, {}),
    done: () => 'Your second factor is removed. The password alone opens your account now.',
    question: {
      title: 'Remove your second factor?',
      keep: 'Keep it',
      sentence: `The password alone opens your account then, and your recovery codes work no more.${asking.length === 0 ? '' : ` ${asking.join(', ')} will be closed to you until you set up another.`}`,
    },
  });

export const FactorOn = ({ factor, deeds, onCodes }: FactorOnProps) => {
  const memberships = useMe()?.memberships ?? [];
  const asking = memberships.filter((one) => one.second_factor_required).map((one) => one.workspace_name);
  const left = factor.recovery_codes_left;
  return (
    <>
      <Panel title="Your second factor">
        <Facts
          facts={[
            [
              'State',
              <Mark key="state" tone="ok" shape="check">
                on
              </Mark>,
            ],
            ['Since', factor.since === null ? 'an unknown day' : <Day at={factor.since} />],
            [
              'Recovery codes',
              left < FEW_CODES ? (
                <Mark key="codes" tone="warn" shape="triangle">
                  {left} left: make new ones
                </Mark>
              ) : (
                `${left} left`
              ),
            ],
          ]}
        />
      </Panel>
      <Panel title="What you can do">
        <div>
          <DeedRow
            deeds={deeds}
            deed={renewing(onCodes)}
            sentence="Recovery codes for the day when the authenticator is lost. Those before work no more."
          />
          <DeedRow
            deeds={deeds}
            deed={removing(asking)}
            sentence="To move to another authenticator, remove it here and set it up anew."
          />
        </div>
      </Panel>
    </>
  );
};
