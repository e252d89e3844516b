/** Domains at which anyone gets a mailbox. */

/** Providers with one domain a country: `yahoo.de`, `yahoo.co.uk`, `hotmail.com.tr`. */
const families =
  /^(?:yahoo|ymail|hotmail|outlook|live|msn|gmx|aol|laposte|libero|tiscali|yandex|zoho|qq|sina|sohu)\.(?:(?:com?|net|org)\.)?[a-z]{2,3}$/;

const domains = new Set(
  [
    'gmail.com googlemail.com icloud.com me.com mac.com aim.com rocketmail.com passport.com windowslive.com',
    'proton.me protonmail.com protonmail.ch pm.me tutanota.com tutamail.com tuta.io mailbox.org posteo.de fastmail.com fastmail.fm hushmail.com',
    'mail.com email.com usa.com consultant.com europe.com engineer.com inbox.com mailfence.com runbox.com disroot.org zohomail.com',
    'web.de freenet.de t-online.de arcor.de online.de email.de mail.de 1und1.de',
    'orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr',
    'virgilio.it alice.it tin.it inwind.it email.it',
    'btinternet.com virginmedia.com ntlworld.com sky.com talktalk.net',
    'ziggo.nl kpnmail.nl planet.nl hetnet.nl home.nl xs4all.nl telenet.be skynet.be',
    'bluewin.ch sunrise.ch chello.at aon.at',
    'wp.pl o2.pl onet.pl onet.eu op.pl interia.pl interia.eu gazeta.pl poczta.fm tlen.pl vp.pl',
    'seznam.cz email.cz centrum.cz volny.cz azet.sk zoznam.sk post.sk citromail.hu freemail.hu abv.bg mail.bg',
    'mail.ru list.ru bk.ru inbox.ru internet.ru rambler.ru ya.ru ukr.net i.ua meta.ua bigmir.net tut.by inbox.lv mail.ee',
    '163.com 126.com yeah.net 139.com 189.cn foxmail.com vip.qq.com vip.163.com vip.sina.com 21cn.com aliyun.com tom.com 263.net wo.cn',
    'naver.com hanmail.net daum.net nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com excite.co.jp',
    'rediffmail.com indiatimes.com sify.com hotmail.co.in',
    'uol.com.br bol.com.br terra.com.br ig.com.br globo.com prodigy.net.mx',
    'mynet.com superonline.com walla.com walla.co.il maktoob.com otenet.gr in.gr',
    'bigpond.com optusnet.com.au xtra.co.nz comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net shaw.ca rogers.com',
    '10minutemail.com guerrillamail.com mailinator.com temp-mail.org yopmail.com trashmail.com',
  ]
    .join(' ')
    .split(' '),
);

/**
 * Whether anyone may get a mailbox at a domain (as {@link emailDomain} returns it): free web mail, mailboxes of access providers, throw-away mail. The list is our
 * own and not complete; a company's own domain at such a provider is not free mail.
 */
export function isFreeMailDomain(domain: string): boolean {
  return domains.has(domain) || families.test(domain);
}
