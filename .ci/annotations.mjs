// Writes the annotations in a log anew with GitHub's own library, and says where they differ.
//
//     node annotations.mjs LOG        (in the folder that holds `node_modules`)
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'here.js'));
const { version, exports, main } = require('./node_modules/@actions/core/package.json');
const entry = main ?? exports['.'].import ?? exports['.'].default;
const core = await import(pathToFileURL(join(process.cwd(), 'node_modules/@actions/core', entry)));

const data = text => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
const property = text => data(text.replace(/%3A/g, ':').replace(/%2C/g, ','));
const names = { title: 'title', file: 'file', line: 'startLine', endLine: 'endLine', col: 'startColumn', endColumn: 'endColumn' };

const written = [];
const write = process.stdout.write;
process.stdout.write = text => { written.push(text); return true; };
const lines = readFileSync(process.argv[2], 'utf8').split('\n').filter(line => line.startsWith('::'));
for (const line of lines) {
  const [, command, properties, message] = /^::(\w+) (.*?)::(.*)$/s.exec(line);
  const pairs = properties.split(',').map(pair => /^(\w+)=(.*)$/s.exec(pair));
  const given = Object.fromEntries(pairs.map(([, name, value]) => [names[name], property(value)]));
  core[command](data(message), given);
}
process.stdout.write = write;

const theirs = written.join('').split('\n').filter(line => line);
const different = lines.filter((line, at) => line !== theirs[at]);
if (different.length > 0 || theirs.length !== lines.length || lines.length > 10) {
  console.log(`${lines.length} annotations, ${different.length} different:`, different[0], theirs[lines.indexOf(different[0])]);
  process.exit(1);
}
console.log(`${lines.length} annotations as @actions/core ${version} writes them`);
