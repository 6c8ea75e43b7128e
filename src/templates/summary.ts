import type { TemplateBody } from '../model/message.ts';

/** What a template says, in one text as it is written: for lists and searches. Media are shown by their file or id. */
export function writtenText({ msgtype, content }: TemplateBody): string {
  switch (msgtype) {
    case 'text':
      return content.content.text;
    case 'news':
      return content.articles.map(({ title }) => title.text).join(' / ');
    case 'msgmenu':
      return [content.head_content?.text, ...content.list.map(({ content: answer }) => answer.text)]
        .filter(Boolean)
        .join(' / ');
    case 'music':
    case 'miniprogrampage':
    case 'link':
      return content.title.text;
    case 'mpnewsarticle':
      return content.article_id.text;
    case 'wxcard':
      return content.card_id.text;
    default:
      return content.media_id.kind === 'id' ? content.media_id.id.text : content.media_id.file.path;
  }
}
