import { expect, it } from 'vitest';
import { Groups } from '../../src/render/fleet/alike.ts';

function told(...members: [configFile: string, wechatId: string, text: string][]) {
  const groups = new Groups<{ configFile: string; name: string }>();
  for (const [configFile, wechatId, text] of members) {
    groups.add({ configFile, name: configFile }, text, wechatId);
  }
  return groups.all().map(({ text, members: own }) => [own.length, text]);
}

it('what differs in nothing but WeChat ID and path of the config is told once', () => {
  expect(
    told(
      ['shops/a.yaml', 'shop-a', 'alice@shop-a at shops/a.yaml:1:2; kefu plan -c shops/a.yaml'],
      ['shops/b.yaml', 'shop-b', 'alice@shop-b at shops/b.yaml:1:2; kefu plan -c shops/b.yaml'],
    ),
  ).toEqual([[2, 'alice@* at <config>:1:2; kefu plan -c <config>']]);
});

it('what a single one says stays as it is', () => {
  expect(told(['a.yaml', 'shop', 'x@shop a.yaml:1'])).toEqual([[1, 'x@shop a.yaml:1']]);
});

it.each([
  ['a nickname', 'alice -> 小美', 'alice -> 小丽'],
  ['a longer WeChat ID', 'alice@shop-a-2', 'alice@shop-b-3'],
  ['another line', 'shops/a.yaml:1:2', 'shops/b.yaml:1:3'],
  ['another file', 'x/shops/a.yaml:1', 'x/shops/b.yaml:1'],
])('%s is a difference', (_, one, other) => {
  expect(told(['shops/a.yaml', 'shop-a', one], ['shops/b.yaml', 'shop-b', other])).toHaveLength(2);
});

it('configs called like words of the text change nothing of it', () => {
  const text = '<p class="card">kf1@* p div 1 $& (c)</p>';
  expect(
    told(['p', 'x', text], ['div', 'y', text], ['card', 'z', text], ['$&', 'v', text], ['(c)', 'w', text]),
  ).toEqual([[5, text]]);
});

it('when the room is full, further ones are counted and not told', () => {
  const groups = new Groups<{ configFile: string; name: string }>(100);
  for (let number = 0; number < 9; number++) {
    groups.add({ configFile: `${number}`, name: `${number}` }, `${number}`.repeat(40));
  }
  expect(groups.all()).toHaveLength(2);
  expect(groups.untold).toBe(7);
});
