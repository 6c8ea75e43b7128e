/** Uploading a kf account's avatar (WeChat docs, uploadkfheadimg). */

import { Refusal, serviceRefusal } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { requireAccount } from '../world/accounts.ts';
import { sniffFormat } from '../world/file-formats.ts';
import { encodeForServing, storePicture } from '../world/pictures.ts';
import { type Call, ok, readFile } from './call.ts';

const avatarLimitBytes = 5 * 1024 * 1024;

export async function uploadAvatar(call: Call): Promise<Answer> {
  const { world } = call;
  const account = requireAccount(world.accounts, world.settings, call.query.get('kf_account'));
  const { bytes } = readFile(call).file;
  if (bytes.length === 0) throw new Refusal(44001);
  if (bytes.length > avatarLimitBytes) throw new Refusal(40009);
  const format = sniffFormat(bytes);
  const refused = serviceRefusal(world.settings.errorFamily, 40005);
  if (format !== 'jpeg' && (format !== 'png' || world.settings.avatarFormats === 'jpeg')) throw refused;
  const picture = await encodeForServing(bytes, format);
  if (picture === undefined) throw refused;
  account.picture = storePicture(world.pictures, picture, world.settings);
  return ok(call);
}
