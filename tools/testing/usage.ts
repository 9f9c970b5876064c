export const TEST_USAGE = `Runs the tests. The last line counts them: <n> passed, <n> failed, <n> skipped.

Usage: npm test                          all of them
       npm test -- PART-OF-A-PATH ...    files whose path has this in it
       npm test -- --project NAME        unit, pg (a real PostgreSQL), system (the whole server), console (in Chromium)
       npm test -- -t WORDS              tests whose name has these words
       npm test -- --coverage            counts lines and branches as well, into coverage/

Every other option of vitest is taken too. Exit code: 0 when none failed, 1 when one did or none was found, 2 for a wrong
command line.`;
