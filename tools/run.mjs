// The first step of every npm script. Plain JavaScript, because it runs on whatever Node 20.19+ is there; old versions
// get as far as the sentence below, so nothing newer is imported before it.
const OLDEST = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `Holdfast needs Node ${OLDEST.join('.')} or newer to start itself; this is ${process.versions.node}. Install a newer Node from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

const { launch } = await import('./bootstrap/launch.mjs');
await launch(process.argv.slice(2));
