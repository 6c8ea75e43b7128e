// The script that people write instead: reads the YAML, then compares or sends, one call after another, and checks nothing.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const [verb, file] = process.argv.slice(2);
const config = parse(await readFile(file, 'utf8'));
const base = process.env.KEFU_ENDPOINT;
const { appId, wechatId } = config.officialAccount;

const token = await call('/cgi-bin/stable_token', {
  grant_type: 'client_credential',
  appid: appId,
  secret: process.env.KEFU_APP_SECRET,
});
const access = `access_token=${token.access_token}`;
const { kf_list: rows } = await (await fetch(`${base}/cgi-bin/customservice/getkflist?${access}`)).json();
const live = new Map(rows.map((row) => [row.kf_account, row.kf_nick]));
for (const [name, { nickname, avatar }] of Object.entries(config.accounts)) {
  const account = `${name}@${wechatId}`;
  if (live.get(account) === nickname) continue;
  const change = live.has(account) ? 'update' : 'add';
  console.log(change, account);
  if (verb !== 'apply') continue;
  await call(`/customservice/kfaccount/${change}?${access}`, { kf_account: account, nickname });
  if (avatar) await upload(account, join(dirname(file), avatar));
}

async function call(path, body) {
  const answer = await (await fetch(`${base}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  if (answer.errcode) throw new Error(JSON.stringify(answer));
  return answer;
}

async function upload(account, path) {
  const bytes = await readFile(path);
  const boundary = 'plain-script';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="avatar.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const answer = await fetch(
    `${base}/customservice/kfaccount/uploadheadimg?${access}&kf_account=${encodeURIComponent(account)}`,
    { method: 'POST', body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } },
  );
  const { errcode, errmsg } = await answer.json();
  if (errcode) throw new Error(`${errcode} ${errmsg}`);
}
