// Stands in for the process that reads damaged files: dies of file 1, hangs on file 2, loses a row of file 3, and reads the others.
const { first, count } = JSON.parse(process.argv[2]);
const send = (message) => new Promise((resolve) => process.send(message, resolve));
for (let index = first; index < count; index++) {
  const name = `file ${index}`;
  await send({ begins: index, name });
  if (index === 1) process.kill(process.pid, 'SIGSEGV');
  while (index === 2);
  if (index === 3) await send({ index, name, state: 'unbalanced', detail: '3 = 1 + 1' });
  else await send({ index, name, state: index === 4 ? 'refused' : 'read', detail: '' });
}
process.disconnect();
