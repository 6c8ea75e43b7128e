# -*- coding: utf-8 -*-
"""公众号客服接口：一篇 2019 年博客里的写法。

A script in the way people wrote them in 2019: plain `requests`, the body as bytes of json.dumps(ensure_ascii=False), no
Content-Type, the old token call, a password nobody needs any more, and a typing call whose body is only a word.
Written for this project after that pattern; it knows nothing of the emulator but the host it is given.

Usage: blog_requests.py HOST APPID SECRET OPENID FOLDER accounts|messages|bare-typing|typing|remove
Prints one JSON line for each call: its name and the answer.
"""
import json
import sys

import requests

host, appid, secret, openid, folder, part = sys.argv[1:]
account = 'kf1@kftest'


def show(name, answer):
    print(json.dumps({'call': name, 'answer': answer}, ensure_ascii=False))
    return answer


def get_token():
    url = host + '/cgi-bin/token?grant_type=client_credential&appid=%s&secret=%s' % (appid, secret)
    return requests.get(url).json()


def post(path, data):
    url = host + path + '?access_token=' + token
    r = requests.post(url, data=json.dumps(data, ensure_ascii=False).encode('utf-8'))
    r.encoding = 'utf-8'
    return r.json()


def kf_add(kf_account, nickname, password):
    return post('/customservice/kfaccount/add',
                {'kf_account': kf_account, 'nickname': nickname, 'password': password})


def kf_update(kf_account, nickname, password):
    return post('/customservice/kfaccount/update',
                {'kf_account': kf_account, 'nickname': nickname, 'password': password})


def kf_del(kf_account, nickname, password):
    # 文档说是 GET，试了一下应该是写错了
    return post('/customservice/kfaccount/del',
                {'kf_account': kf_account, 'nickname': nickname, 'password': password})


def kf_headimg(kf_account, path):
    url = host + '/customservice/kfaccount/uploadheadimg?access_token=%s&kf_account=%s' % (token, kf_account)
    with open(path, 'rb') as f:
        return requests.post(url, files={'media': f}).json()


def kf_list():
    r = requests.get(host + '/cgi-bin/customservice/getkflist?access_token=' + token)
    r.encoding = 'utf-8'
    return r.json()


def upload(kind, name):
    url = host + '/cgi-bin/media/upload?access_token=%s&type=%s' % (token, kind)
    with open(folder + '/' + name, 'rb') as f:
        return requests.post(url, files={'media': f}).json()


def send(msgtype, content, **more):
    return post('/cgi-bin/message/custom/send', dict({'touser': openid, 'msgtype': msgtype, msgtype: content}, **more))


def typing(command):
    return post('/cgi-bin/message/custom/typing', command)


def accounts():
    show('kf_list_before', kf_list())
    show('kf_add', kf_add(account, u'客服1', 'pswmd5'))
    show('kf_add_duplicate', kf_add(account, u'客服1', 'pswmd5'))
    show('kf_add_second', kf_add('kf2@kftest', u'客服2', 'pswmd5'))
    show('kf_update', kf_update(account, u'新昵称', 'pswmd5'))
    show('kf_headimg', kf_headimg(account, folder + '/head640.jpg'))
    show('kf_list', kf_list())


def messages():
    image = upload('image', 'head640.jpg')['media_id']
    voice = upload('voice', 'hello.mp3')['media_id']
    video = upload('video', 'hello.mp4')['media_id']
    thumb = upload('thumb', 'thumb.jpg')['media_id']
    show('send_text', send('text', {'content': u'Hello 世界 "quoted" \n <a href="http://www.qq.com">点</a>'}))
    show('send_image', send('image', {'media_id': image}))
    show('send_voice', send('voice', {'media_id': voice}))
    show('send_video', send('video', {'media_id': video, 'thumb_media_id': thumb,
                                      'title': u'标题', 'description': u'描述'}))
    show('send_music', send('music', {'title': u'标题', 'description': u'描述', 'musicurl': 'http://m/u',
                                      'hqmusicurl': 'http://m/h', 'thumb_media_id': thumb}))
    show('send_news', send('news', {'articles': [{'title': 'Happy Day', 'description': 'Is Really A Happy Day',
                                                  'url': 'http://u', 'picurl': 'http://p'}]}))
    show('send_mpnews', send('mpnews', {'media_id': 'NEWS_ID'}))
    show('send_msgmenu', send('msgmenu', {'head_content': u'满意吗?', 'tail_content': u'再见',
                                          'list': [{'id': '101', 'content': u'满意'},
                                                   {'id': '102', 'content': u'不满意'}]}))
    show('send_wxcard', send('wxcard', {'card_id': 'CARD_ID'}))
    show('send_miniprogrampage', send('miniprogrampage', {'title': 'title', 'appid': 'appid',
                                                          'pagepath': 'pagepath', 'thumb_media_id': thumb}))
    show('send_text_from_kf', send('text', {'content': 'Hello World'}, customservice={'kf_account': account}))


def bare_typing():
    # 博客原文只发一个字符串
    show('typing_as_in_the_blog', typing('Typing'))


def typing_signs():
    show('cancel_typing', typing({'touser': openid, 'command': 'CancelTyping'}))
    show('typing', typing({'touser': openid, 'command': 'Typing'}))
    show('typing_again', typing({'touser': openid, 'command': 'Typing'}))


def remove():
    global token
    show('kf_del', kf_del(account, u'新昵称', 'pswmd5'))
    show('kf_del_second', post('/customservice/kfaccount/del', {'kf_account': 'kf2@kftest'}))
    show('kf_del_missing', post('/customservice/kfaccount/del', {'kf_account': 'kf2@kftest'}))
    token = 'STALE_TOKEN'
    show('bad_token', kf_list())


token = get_token()['access_token']
{'accounts': accounts, 'messages': messages, 'bare-typing': bare_typing,
 'typing': typing_signs, 'remove': remove}[part]()
