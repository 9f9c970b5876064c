import type { Member } from '@holdfast/protocol/identity/members';
import { Mark } from '../../look/mark.tsx';

export const ActiveMark = ({ isActive }: { readonly isActive: boolean }) =>
  isActive ? (
    <Mark tone="ok" shape="check">
      in
    </Mark>
  ) : (
    <Mark tone="none" shape="slash">
      shut out
    </Mark>
  );

export const FactorMark = ({ member: { second_factor: isOn } }: { readonly member: Pick<Member, 'second_factor'> }) =>
  isOn ? (
    <Mark tone="ok" shape="check">
      on
    </Mark>
  ) : (
    <Mark tone="none" shape="dash">
      none
    </Mark>
  );
