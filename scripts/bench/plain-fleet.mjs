// The script that people write for a folder of configs: read the YAML, list, compare, one official account after another.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

const [folder] = process.argv.slice(2);
const base = process.env.KEFU_ENDPOINT;
const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();

let differences = 0;
for (const file of files) {
  const { officialAccount, accounts } = parse(await readFile(join(folder, file), 'utf8'));
  const token = await call('/cgi-bin/stable_token', {
    method: 'POST',
    body: JSON.stringify({
      grant_type: 'client_credential',
      appid: officialAccount.appId,
      secret: process.env.KEFU_APP_SECRET,
    }),
  });
  const list = await call(`/cgi-bin/customservice/getkflist?access_token=${token.access_token}`);
  const live = new Map(list.kf_list.map((row) => [row.kf_account, row.kf_nick]));
  for (const [name, { nickname }] of Object.entries(accounts)) {
    const account = `${name}@${officialAccount.wechatId}`;
    if (live.get(account) === nickname) continue;
    differences += 1;
    console.log(live.has(account) ? `~ ${account} ${live.get(account)} -> ${nickname}` : `+ ${account}`);
  }
}
console.log(`${files.length} official accounts, ${differences} differences`);

async function call(path, options) {
  const answer = await (await fetch(`${base}${path}`, options)).json();
  if (answer.errcode) throw new Error(JSON.stringify(answer));
  return answer;
}
