/**
 * The first key that stands twice in one object of a JSON text, as a merge of two branches makes it; undefined when there is
 * none. JSON.parse would silently take the last. The text must be JSON.
 */
export function keyTwice(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;
  for (let token = tokens.exec(json); token; token = tokens.exec(json)) {
    const [text] = token;
    if (text === '{') open.push(new Set());
    else if (text === '[') open.push(undefined);
    else if (text === '}' || text === ']') open.pop();
    else if (isKey(json, tokens.lastIndex)) {
      const keys = open.at(-1);
      const key = JSON.parse(text) as string;
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}

function isKey(json: string, end: number): boolean {
  colon.lastIndex = end;
  return colon.test(json);
}

const colon = /\s*:/y;
