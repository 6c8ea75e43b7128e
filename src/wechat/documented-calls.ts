import { callsOf, type Operation } from './operation.ts';

/**
 * The calls whose own page, or a captured answer, names an errcode (WeChat docs: 客服管理, 客服消息, 会话控制, 获取客服聊天记录,
 * 获取 Access token, 临时素材, 永久素材, openApi 管理, 网络检测). Codes
 * that any call may answer with are left out: of the token, the quotas, the permission and the form of a request.
 */
const codesOfCalls: Readonly<Record<string, readonly number[]>> = {
  token: [40002, 40125, 40164, 40243, 41004, 50004, 50007],
  stable_token: [40002, 40125, 40164, 40243, 41002, 41004, 89503, 89506, 89507],
  getkflist: [61450, 65400],
  getonlinekflist: [61450, 65400],
  'kfaccount/add': [
    40097, 61450, 61451, 61452, 61453, 61454, 61455, 61456, 65400, 65403, 65404, 65405, 65406,
  ],
  'kfaccount/update': [61450, 61451, 61452, 65400, 65401, 65403],
  'kfaccount/del': [61450, 61452, 65400, 65401],
  'kfaccount/uploadheadimg': [40005, 40009, 40137, 41005, 44001, 61450, 61457, 65401],
  'kfaccount/inviteworker': [40132, 65400, 65401, 65407, 65408, 65409, 65410, 65411, 65412],
  'kfsession/create': [40003, 50005, 61458, 61459, 65400, 65401, 65402, 65415],
  'kfsession/close': [40003, 65400, 65401, 65413, 65414],
  'kfsession/getsessionlist': [65402],
  'msgrecord/getmsglist': [65416, 65417],
  'msgrecord/getrecord': [61500, 61501],
  'message/custom/send': [
    40003, 40007, 40008, 40200, 40213, 40214, 43004, 43019, 44003, 44004, 45002, 45003, 45004, 45005, 45006,
    45008, 45015, 45047, 45050, 45064, 45086, 45087, 45094, 45098, 45099, 48002, 48008, 65400, 70000,
  ],
  'message/custom/typing': [40200, 45072, 45080, 45081],
  'media/upload': [40004, 40005, 40006, 40009, 41005, 45001, 45007],
  'media/get': [40007, 46001],
  'material/add_material': [40004, 40005, 40006, 40009, 40137, 41005, 45001, 45007, 45074],
  'material/get_material': [40007],
  'material/del_material': [40007, 48005],
  clear_quota: [48006],
  'openapi/quota/get': [76021, 76022],
  'openapi/rid/get': [76001, 76002, 76003, 76004],
  'callback/check': [40201, 40202, 40203],
};

/** The calls that answer with this code, by path without `/cgi-bin` or `/customservice`; empty when any call may. */
export function documentedCalls(code: number): readonly string[] {
  return Object.entries(codesOfCalls)
    .filter(([, codes]) => codes.includes(code))
    .map(([call]) => call);
}

/** Whether a code may be expected from a call: WeChat names it for this call, for one of its kind, or for no call in particular. */
export function isNamedFor(operation: Operation, code: number): boolean {
  const calls = documentedCalls(code);
  return calls.length === 0 || [operation, ...(ofOneKind[operation] ?? [])].some(isAmong(calls));
}

/** What holds for a message holds for showing that one is typed; uploads are alike. */
const ofOneKind: Partial<Record<Operation, readonly Operation[]>> = {
  typing: ['send'],
  avatar: ['upload-media'],
  'upload-media': ['avatar'],
};

function isAmong(calls: readonly string[]): (operation: Operation) => boolean {
  return (operation) => callsOf[operation].some((call) => calls.includes(call));
}
