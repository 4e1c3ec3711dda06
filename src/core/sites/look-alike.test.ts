import { describe, expect, it } from 'vitest';
import { lookAlike } from './look-alike.ts';

const known = ['www.paypal.com', 'accounts.google.com', 'amazon.com', 'amazon.de', 'github.com', 'sparkasse.de', 'microsoft.com', 'netflix.com', 'booking.com', 'facebook.com', 'mybank.co.uk', 'dropbox.com', 'instagram.com', 'apple.com', 'linkedin.com', 'cloud.example', 'ebay.com'];
const ascii = (host: string) => new URL(`https://${host}`).hostname;

const suspects = `
paypa1.com paypai.com paypaI.com раypal.com pаypal.com paypаl.com paypaⅼ.com paypaĺ.com pàypal.com páypal.com payрal.com pay-pal.com paypall.com papyal.com paypl.com pypal.com
paypal.co paypal.cm paypal.om paypal-login.com login-paypal.com secure-paypal.net paypal-com.net paypal.com.evil.net www.paypal.com.secure.evil.net paypal-com.evil.net my.paypal.com.login.evil.org paypsl.com psypal.com paypzl.com
goog1e.com googIe.com gooogle.com gogle.com googel.com g00gle.com goοgle.com gоogle.com ɡoogle.com googlе.com google-login.com google.cm google.com.evil.io accounts.google.com.evil.io accounts-google-com.evil.io google-verify.org goggle.com foogle.com
arnazon.com amaz0n.com amazom.com amazn.com amzon.com amaozn.com amazonn.com аmazon.com amazón.com amazon.com.evil.de amazon-de.evil.com amazon-account.com amazon.de.evil.com arnazon.de amazom.de
githud.com githhub.com gihtub.com gitub.com g1thub.com gіthub.com gíthub.com github-login.com github.com.evil.dev githib.com
sparkase.de sparkassse.de spakrasse.de sparkas5e.de spаrkasse.de sparkasse-login.de sparkasse.de.evil.com sparkasse-online.com sparkaasse.de spsrkasse.de sparkasse-de.com
rnicrosoft.com micros0ft.com microsft.com mircosoft.com microsoftt.com micrоsoft.com microsoft.cm microsoft.com.evil.net microsoft-support.com mlcrosoft.com mictosoft.com micorsoftt.com
netf1ix.com netfIix.com netfllx.com nettflix.com neflix.com netlfix.com nеtflix.com netflix-billing.com netflix.com.evil.tv netflx.com
b00king.com bookng.com boooking.com bookinng.com bоoking.com booking.com.evil.com booking-secure.com bo0king.com boking.com bookign.com
faceb00k.com facebok.com facebookk.com facbeook.com fаcebook.com facebook.com.evil.com facebook-login.com faceboook.com facrbook.com fasebook-login.evil.facebook.com.evil.com
rnybank.co.uk mybamk.co.uk mybnak.co.uk mybanк.co.uk mybank.co.uk.evil.com mybank-co-uk.evil.com my8ank.co.uk mybankk.co.uk
dr0pbox.com dropb0x.com drobpox.com dropbоx.com dropbox-login.com dropbox.com.evil.net dropbx.com droppbox.com
instagrarn.com lnstagram.com instagramm.com intsagram.com instаgram.com instagram-verify.com instagram.com.evil.net instagran.com
app1e.com appIe.com applle.com aple.com aplpe.com аpple.com applе.com apple-id.com apple.com.evil.net
1inkedin.com Iinkedin.com linkedln.com linkdin.com linkedinn.com likedin.com lіnkedin.com linkedin.com.evil.net
ebау.com ebay.com.evil.net еbay.com eb4y.com.ebay.com.evil.net
`.trim().split(/\s+/);

const popular = `
google.com google.de google.co.uk google.fr google.co.jp youtube.com facebook.com instagram.com whatsapp.com wikipedia.org wikimedia.org wiktionary.org x.com twitter.com reddit.com yahoo.com yahoo.co.jp yandex.ru amazon.com amazon.de amazon.co.uk amazon.co.jp amazon.fr amazonaws.com amazon-adsystem.com tiktok.com netflix.com linkedin.com office.com microsoft.com microsoftonline.com live.com bing.com baidu.com duckduckgo.com ebay.com ebay.de ebay.co.uk ebay-kleinanzeigen.de kleinanzeigen.de etsy.com
apple.com apple.com.cn icloud.com github.com github.io gitlab.com bitbucket.org stackoverflow.com stackexchange.com npmjs.com pypi.org docker.com kubernetes.io mozilla.org firefox.com opera.com brave.com nextcloud.com owncloud.com dropbox.com box.com paypal.com stripe.com visa.com mastercard.com klarna.com wise.com revolut.com n26.com ing.de ing.com dkb.de comdirect.de sparkasse.de postbank.de deutsche-bank.de commerzbank.de hypovereinsbank.de volksbank.de barclays.co.uk hsbc.co.uk lloydsbank.com natwest.com santander.com bbva.com bnpparibas.com
booking.com airbnb.com expedia.com trivago.com tripadvisor.com kayak.com ryanair.com lufthansa.com bahn.de sncf.com uber.com lyft.com blablacar.com zalando.de zalando.com otto.de ikea.com lidl.de aldi.de rewe.de edeka.de mediamarkt.de saturn.de thomann.de conrad.de alternate.de asos.com hm.com zara.com nike.com adidas.com decathlon.com
spotify.com soundcloud.com deezer.com twitch.tv vimeo.com dailymotion.com disneyplus.com hulu.com max.com imdb.com rottentomatoes.com steampowered.com steamcommunity.com epicgames.com roblox.com playstation.com xbox.com nintendo.com ea.com ubisoft.com blizzard.com minecraft.net discord.com slack.com zoom.us teams.com skype.com telegram.org signal.org threema.ch element.io matrix.org mastodon.social
gmail.com outlook.com proton.me protonmail.com tutanota.com posteo.de mailbox.org gmx.de gmx.net web.de t-online.de freenet.de mail.ru qq.com 163.com weibo.com zhihu.com bilibili.com taobao.com tmall.com jd.com aliexpress.com alibaba.com rakuten.co.jp naver.com daum.net kakao.com coupang.com line.me vk.com ok.ru ozon.ru wildberries.ru avito.ru sber.ru gosuslugi.ru allegro.pl onet.pl wp.pl seznam.cz alza.cz emag.ro olx.pl
bbc.co.uk bbc.com cnn.com nytimes.com washingtonpost.com theguardian.com spiegel.de zeit.de sueddeutsche.de faz.net heise.de golem.de lemonde.fr lefigaro.fr elpais.com elmundo.es repubblica.it corriere.it nos.nl nu.nl svt.se dr.dk nrk.no yle.fi rt.com reuters.com bloomberg.com ft.com economist.com wsj.com forbes.com medium.com substack.com wordpress.com wordpress.org blogger.com tumblr.com pinterest.com flickr.com imgur.com quora.com
adobe.com canva.com figma.com notion.so trello.com atlassian.com asana.com monday.com salesforce.com hubspot.com zendesk.com shopify.com wix.com squarespace.com godaddy.com namecheap.com cloudflare.com digitalocean.com hetzner.com hetzner.cloud ovh.com ionos.de strato.de netcup.de linode.com vultr.com heroku.com vercel.com netlify.com openai.com chatgpt.com deepl.com coursera.org udemy.com edx.org khanacademy.org duolingo.com
telekom.de vodafone.de o2online.de orange.fr sfr.fr free.fr telefonica.com movistar.es tim.it wind.it kpn.nl ziggo.nl swisscom.ch sbb.ch post.ch migros.ch coop.ch orf.at oebb.at a1.net dhl.de dhl.com dpd.de hermesworld.com ups.com fedex.com usps.com gls-group.com mobile.de autoscout24.de immobilienscout24.de check24.de idealo.de geizhals.de verivox.de elster.de arbeitsagentur.de europa.eu gov.uk service.gov.uk usa.gov irs.gov nasa.gov who.int un.org
`.trim().split(/\s+/);

describe('a look-alike', () => {
  it('is warned of in at least 95 of 100 cases, whatever the trick', () => {
    const missed = suspects.filter((host) => lookAlike(ascii(host), known) === null);
    expect(suspects.length).toBeGreaterThanOrEqual(150);
    expect(missed.length / suspects.length, missed.join(' ')).toBeLessThanOrEqual(0.05);
  });

  it('says what it looks like', () => {
    expect(lookAlike('paypa1.com', known)).toBe('paypal.com');
    expect(lookAlike('mybank.co.uk.evil.com', known)).toBe('mybank.co.uk');
  });

  it('is no popular site, whichever popular sites the person has logins for', () => {
    expect(popular.length).toBeGreaterThan(300);
    expect(popular.filter((host) => lookAlike(host, popular.filter((other) => other !== host)) !== null).map((host) => [host, lookAlike(host, popular.filter((other) => other !== host))])).toEqual([]);
    for (const host of popular) expect([host, lookAlike(`www.${host}`, known)]).toEqual([host, null]);
  });

  it('is no host of a site that a login is saved for, and none at home', () => {
    for (const host of ['paypal.com', 'login.paypal.com', 'gist.github.com', 'localhost', '192.168.1.1', 'nas', 'nas.local']) expect(lookAlike(host, [...known, 'nass', 'nas.locaI', '192.168.1.7'])).toBeNull();
  });
});
