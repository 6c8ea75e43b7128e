/** The WeChat calls kefu makes, by the short name that plans and reports list. Paths: WeChat docs, 客服管理 and 基础接口. */
export const endpointPaths = {
  stable_token: '/cgi-bin/stable_token',
  getkflist: '/cgi-bin/customservice/getkflist',
  getonlinekflist: '/cgi-bin/customservice/getonlinekflist',
  'quota/get': '/cgi-bin/openapi/quota/get',
  get_api_domain_ip: '/cgi-bin/get_api_domain_ip',
  // Not a slip: WeChat's account calls really have no /cgi-bin in front.
  'kfaccount/add': '/customservice/kfaccount/add',
  'kfaccount/update': '/customservice/kfaccount/update',
  'kfaccount/del': '/customservice/kfaccount/del',
  'kfaccount/uploadheadimg': '/customservice/kfaccount/uploadheadimg',
  'kfaccount/inviteworker': '/customservice/kfaccount/inviteworker',
  'message/custom/send': '/cgi-bin/message/custom/send',
  'message/custom/typing': '/cgi-bin/message/custom/typing',
  'media/upload': '/cgi-bin/media/upload',
  'material/add_material': '/cgi-bin/material/add_material',
  'material/batchget_material': '/cgi-bin/material/batchget_material',
  'material/del_material': '/cgi-bin/material/del_material',
} as const;

export type EndpointName = keyof typeof endpointPaths;

/**
 * The only paths a read-only client may send to. A path counts, not a method: WeChat's old delete is a GET, and some
 * of its reads are a POST.
 */
export const readOnlyPaths: ReadonlySet<string> = new Set([
  '/cgi-bin/stable_token',
  '/cgi-bin/customservice/getkflist',
  '/cgi-bin/customservice/getonlinekflist',
  '/cgi-bin/openapi/quota/get',
  '/cgi-bin/get_api_domain_ip',
  '/cgi-bin/material/batchget_material',
]);
