import { adminUrl } from './admin.ts';
import { openSql } from './sql.ts';

export const OWNER = { role: 'holdfast_owner', password: 'lab-owner' } as const;
export const APP = { role: 'holdfast_app', password: 'lab-app' } as const;
export const DATABASE = 'holdfast';

const PLAIN = 'login nosuperuser nobypassrls nocreatedb nocreaterole';

/** What a server's admin prepares for Holdfast: a role that owns, a role that owns nothing, and a database in UTF-8. */
export const prepareForHoldfast = async (port: number): Promise<void> => {
  const admin = await openSql(adminUrl(port, 'postgres'));
  await admin.query(`create role ${OWNER.role} ${PLAIN} password '${OWNER.password}'`);
  await admin.query(`create role ${APP.role} ${PLAIN} password '${APP.password}'`);
  await admin.query(
    `create database ${DATABASE} owner ${OWNER.role} template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8'`,
  );
  await admin.close();
};

export const roleUrl = ({ role, password }: { role: string; password: string }, port: number): string =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${DATABASE}`;
