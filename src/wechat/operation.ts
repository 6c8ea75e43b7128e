/** What kefu asks of WeChat. */
export type ReadOperation = 'token' | 'list' | 'online' | 'quota' | 'domain-ips' | 'list-media';
export type WriteOperation =
  | 'add'
  | 'update'
  | 'delete'
  | 'avatar'
  | 'invite'
  | 'send'
  | 'typing'
  | 'upload-media'
  | 'delete-media';
export type Operation = ReadOperation | WriteOperation;

export const readOperations = [
  'token',
  'list',
  'online',
  'quota',
  'domain-ips',
  'list-media',
] as const satisfies ReadOperation[];
export const writeOperations = [
  'add',
  'update',
  'delete',
  'avatar',
  'invite',
  'send',
  'typing',
  'upload-media',
  'delete-media',
] as const satisfies WriteOperation[];

export const operations: readonly Operation[] = [...readOperations, ...writeOperations];

/** The calls behind each thing kefu asks of WeChat, by path without `/cgi-bin` or `/customservice`. */
export const callsOf = {
  token: ['stable_token'],
  list: ['getkflist'],
  online: ['getonlinekflist'],
  quota: ['openapi/quota/get'],
  'domain-ips': ['get_api_domain_ip'],
  add: ['kfaccount/add'],
  update: ['kfaccount/update'],
  delete: ['kfaccount/del'],
  avatar: ['kfaccount/uploadheadimg'],
  invite: ['kfaccount/inviteworker'],
  send: ['message/custom/send'],
  typing: ['message/custom/typing'],
  'list-media': ['material/batchget_material'],
  'upload-media': ['material/add_material', 'media/upload'],
  'delete-media': ['material/del_material'],
} as const satisfies Record<Operation, readonly string[]>;

/** A message or a typing state: what became of it can't be read back. */
export function isMessage(operation: Operation): boolean {
  return operation === 'send' || operation === 'typing';
}

/** A call that may change something, or reach a customer. */
export function isWrite(operation: Operation): operation is WriteOperation {
  return writeOperations.some((write) => write === operation);
}
