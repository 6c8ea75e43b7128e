/** Whether a request to this path changes something at WeChat. */
export const isWrite = (path: string) =>
  /kfaccount\/|add_material|del_material|media\/upload|custom\/send/.test(path);
