/**
 * Small files as other programs write them, made up after their documented formats. For tests.
 * @module
 */

const text = (lines: readonly string[]) => lines.join('\r\n');

export const csv = {
  bitwarden: text([
    'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
    'Work,1,login,Corner shop,"two\nlines","Customer: 77\nQuestion: what?\nover two lines",0,"https://shop.example,https://pay.example",ada,"p,1""x",JBSWY3DPEHPK3PXP',
    ',,note,Wi-Fi,the key is 1234,,0,,,,',
  ]),
  keepass: text(['"Account","Login Name","Password","Web Site","Comments"', '"Corner \\"shop\\"","ada","p\\\\1","https://shop.example","two', 'lines"', '"Ends in a backslash","bob","x\\\\","",""']),
  keepassxc: text(['"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"', '"Passwords/Work/Web","Corner shop","ada","p1","https://shop.example","note","otpauth://totp/Shop:ada?secret=JBSWY3DPEHPK3PXP&period=30&digits=8&issuer=Shop","0","2024-05-01T10:00:00Z","2023-01-02T03:04:05Z"', '"Passwords/Recycle Bin","Old","bob","p2","","","","0","2024-05-01T10:00:00Z","2023-01-02T03:04:05Z"']),
  onePassword: text(['Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes', 'Corner shop,https://shop.example,ada,p1,otpauth://totp/x?secret=JBSWY3DPEHPK3PXP,true,true,food;daily,note']),
  lastpass: text(['url,username,password,totp,extra,name,grouping,fav', 'https://shop.example,ada,p1,JBSWY3DPEHPK3PXP,a note,Corner shop,Work\\Web,1', 'http://sn,,,,"NoteType:Credit Card\nLanguage:en-GB\nName on Card:Ada L\nNumber:4111111111111111\nSecurity Code:123\nNotes:paid\nmonthly",My card,Cards,0', 'http://sn,,,,just text,A note,,0']),
  dashlane: text(['username,username2,username3,title,password,note,url,category,otpUrl', 'ada,ada@example.org,,Corner shop,p1,note,https://shop.example,Shopping,otpauth://totp/x?secret=JBSWY3DPEHPK3PXP']),
  dashlaneNotes: text(['title,note', 'Wi-Fi,1234']),
  chromium: text(['name,url,username,password,note', 'shop.example,https://shop.example/login,ada,p1,note', ',https://www.nameless.example,bob,=1+1,']),
  firefox: text(['"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"', '"https://shop.example","ada","p1",,"https://shop.example","{00000000-0000-0000-0000-000000000001}","1700000000000","1700000000000","1700000000000"', '"http://router.example","admin","p2","Router login",,"{00000000-0000-0000-0000-000000000002}","1700000000000","1700000000000","1700000000000"']),
  safari: text(['Title,URL,Username,Password,Notes,OTPAuth', 'Corner shop,https://shop.example,ada,p1,note,otpauth://totp/x?secret=JBSWY3DPEHPK3PXP']),
  nextcloudPasswords: text(['"Label","Username","Password","Notes","Url","Custom Fields","Folder","Favorite","Tags","Edited","Id","Revision","Folder Id"', '"Corner shop","ada","p1","note","https://shop.example","Customer, text: 77\nPin, secret: 1234","Work","true","food,daily","2024-01-01","1","2","3"', '"Top","bob","p2","","","","Home","false","","2024-01-01","1","2","3"']),
  passman: text(['"label","username","password","email","description","tags"', '"Corner shop","ada","p1","ada@example.org","note","[food,daily]"']),
  proton: text(['type,name,url,email,username,password,note,totp,createTime,modifyTime,vault', 'login,Corner shop,"https://shop.example, https://pay.example",ada@example.org,,p1,note,JBSWY3DPEHPK3PXP,1700000000,1700000000,Personal']),
  unknown: text(['Dienst;Benutzer;Kennwort;Webseite;Sonstiges', 'Corner shop;ada;p1;shop.example;77']),
};

export const bitwarden = {
  encrypted: false,
  folders: [{ id: 'f1', name: 'Work/Web' }],
  items: [
    {
      id: 'i1', folderId: 'f1', type: 1, name: 'Corner shop', notes: 'note', favorite: true, creationDate: '2023-01-02T03:04:05.000Z', deletedDate: null, collectionIds: null,
      fields: [{ name: 'Customer', value: '77', type: 0 }, { name: 'Pin', value: '1234', type: 1 }, { name: 'Newsletter', value: 'true', type: 2 }, { name: 'Linked', value: null, type: 3, linkedId: 100 }],
      login: { uris: [{ match: null, uri: 'https://shop.example' }, { match: 3, uri: 'https://pay.example/a b' }], username: 'ada', password: 'p1', totp: 'jbsw y3dp ehpk 3pxp', fido2Credentials: [{ credentialId: 'c', keyValue: 'k' }] },
      passwordHistory: [{ lastUsedDate: '2022-01-01T00:00:00.000Z', password: 'p0' }],
    },
    { id: 'i2', folderId: null, type: 3, name: 'My card', notes: null, favorite: false, deletedDate: '2024-01-01T00:00:00.000Z', card: { cardholderName: 'Ada L', brand: 'Visa', number: '4111111111111111', expMonth: '4', expYear: '2030', code: '123' } },
    { id: 'i3', type: 1, name: 'Steam', login: { username: 'ada', totp: 'steam://ABCDEFGH', uris: [] } },
  ],
};

export const proton = {
  encrypted: false, userId: 'u', version: '1.21.0',
  vaults: {
    s1: {
      name: 'Personal', description: '',
      items: [
        { itemId: '1', state: 1, pinned: true, createTime: 1_700_000_000, modifyTime: 1_700_000_001, aliasEmail: null, files: ['scan.pdf'], data: { metadata: { name: 'Corner shop', note: 'note' }, type: 'login', extraFields: [{ fieldName: 'Customer', type: 'text', data: { content: '77' } }, { fieldName: 'Pin', type: 'hidden', data: { content: '1234' } }, { fieldName: 'Second code', type: 'totp', data: { totpUri: 'otpauth://totp/b?secret=GEZDGNBVGY3TQOJQ' } }], content: { itemEmail: 'ada@example.org', itemUsername: 'ada', password: 'p1', urls: ['https://shop.example', 'https://pay.example'], totpUri: 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP', passkeys: [] } } },
        { itemId: '2', state: 2, createTime: 1_700_000_000, data: { metadata: { name: 'My card', note: '' }, type: 'creditCard', extraFields: [], content: { cardholderName: 'Ada L', number: '4111111111111111', verificationNumber: '123' } } },
        { itemId: '3', state: 1, aliasEmail: 'x@alias.example', createTime: 1_700_000_000, data: { metadata: { name: 'Alias', note: '' }, type: 'alias', extraFields: [], content: {} } },
      ],
    },
  },
};

export const enpass = {
  folders: [{ uuid: 'a', title: 'Work', parent_uuid: '' }, { uuid: 'b', title: 'Web', parent_uuid: 'a' }],
  items: [
    {
      uuid: '1', title: 'Corner shop', subtitle: 'ada', note: 'note', category: 'login', template_type: 'login.default', favorite: 1, trashed: 0, archived: 0, createdAt: 1_700_000_000, folders: ['b'], attachments: [{ name: 'scan.pdf', data: '' }],
      fields: [
        { type: 'password', label: 'Password', value: 'p1', sensitive: 1, order: 3, deleted: 0, history: [{ value: 'p0', updated_at: 1 }] }, { type: 'username', label: 'Username', value: 'ada', sensitive: 0, order: 1, deleted: 0 },
        { type: 'url', label: 'Website', value: 'https://shop.example', order: 4, deleted: 0 }, { type: 'totp', label: 'One-time code', value: 'JBSWY3DPEHPK3PXP', order: 5, deleted: 0 },
        { type: 'section', label: 'More', value: 'x', order: 6 }, { type: 'pin', label: 'Pin', value: '1234', sensitive: 1, order: 7 }, { type: 'text', label: 'Gone', value: 'x', deleted: 1, order: 8 },
      ],
    },
    { uuid: '2', title: 'Old', template_type: 'note.default', trashed: 1, note: 'text', fields: [] },
  ],
};

export const nextcloudPasswords = {
  version: 3, encrypted: false,
  passwords: [{ id: '1', label: 'Corner shop', username: 'ada', password: 'p1', url: 'https://shop.example', notes: 'note', folder: 'b', tags: ['t'], favorite: true, trashed: false, created: 1_700_000_000, customFields: '[{"label":"Customer","type":"text","value":"77"},{"label":"Pin","type":"secret","value":"1234"},{"label":"Mail","type":"email","value":"ada@example.org"},{"label":"Also","type":"url","value":"https://pay.example"},{"label":"totp","type":"secret","value":"JBSWY3DPEHPK3PXP"},{"label":"Scan","type":"file","value":"scan.pdf"}]' }],
  folders: [{ id: 'a', label: 'Work', parent: '00000000-0000-0000-0000-000000000000' }, { id: 'b', label: 'Web', parent: 'a' }],
  tags: [{ id: 't', label: 'food' }],
};

export const passman = [
  { credential_id: 1, guid: 'X', label: 'Corner shop', username: 'ada', email: 'ada@example.org', password: 'p1', url: 'https://shop.example', description: 'note', tags: [{ text: 'food' }], custom_fields: [{ label: 'Customer', value: '77', secret: false, field_type: 'text' }, { label: 'Pin', value: '1234', secret: true, field_type: 'password' }, { label: 'Scan', value: { filename: 'scan.pdf' }, secret: false, field_type: 'file' }], files: [{ file_id: 1, filename: 'a.txt' }], otp: { type: 'totp', secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA256', digits: 8, period: 30, issuer: 'Shop', label: 'ada' }, delete_time: 0, expire_time: 1_800_000_000, created: 1_700_000_000, hidden: 0, compromised: false },
  { label: 'Old', username: 'bob', password: 'p2', tags: [], custom_fields: [], otp: {}, delete_time: 1_700_000_000, expire_time: 0, hidden: 0 },
  { label: 'Test key for vault X', password: 'lorum ipsum', hidden: 1, delete_time: 0, custom_fields: [] },
];

export const onePassword = {
  accounts: [{ attrs: { name: 'Ada' }, vaults: [{ attrs: { name: 'Private' }, items: [
    {
      uuid: '1', favIndex: 1, createdAt: 1_700_000_000, updatedAt: 1_700_000_000, state: 'active', categoryUuid: '001',
      details: {
        loginFields: [{ value: 'ada', id: '', name: 'user', fieldType: 'T', designation: 'username' }, { value: 'p1', id: '', name: 'pass', fieldType: 'P', designation: 'password' }, { value: 'on', id: 'remember', name: 'remember', fieldType: 'C' }],
        notesPlain: 'note',
        sections: [{ title: 'Extra', name: 's', fields: [
          { title: 'code', id: 'TOTP_1', value: { totp: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' } }, { title: 'Pin', id: 'p', value: { concealed: '1234' } }, { title: 'Born', id: 'd', value: { date: 1_704_110_400 } },
          { title: 'Valid', id: 'm', value: { monthYear: 203_004 } }, { title: 'Mail', id: 'e', value: { email: { email_address: 'ada@example.org', provider: null } } }, { title: 'Home', id: 'h', value: { address: { street: '1 Lane', city: 'Town', country: 'gb' } } },
          { title: 'Scan', id: 'f', value: { file: { fileName: 'scan.pdf', documentId: 'x', decryptedSize: 3 } } },
        ] }],
        passwordHistory: [{ value: 'p0', time: 1 }],
      },
      overview: { title: 'Corner shop', url: 'https://shop.example', urls: [{ label: '', url: 'https://shop.example' }, { label: '', url: 'https://pay.example' }], tags: ['food'] },
    },
    { uuid: '2', favIndex: 0, state: 'archived', categoryUuid: '005', details: { loginFields: [], password: 'p2', sections: [] }, overview: { title: 'Old', url: '' } },
  ] }] }],
};

export const keepassXml = `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<KeePassFile>
  <Meta><Generator>KeePass</Generator><RecycleBinEnabled>True</RecycleBinEnabled><RecycleBinUUID>BBBB</RecycleBinUUID></Meta>
  <Root><Group><UUID>AAAA</UUID><Name>Database</Name>
    <Entry><UUID>1</UUID><Tags>food;daily</Tags>
      <Times><CreationTime>2023-01-02T03:04:05Z</CreationTime><ExpiryTime>2030-01-01T00:00:00Z</ExpiryTime><Expires>True</Expires></Times>
      <String><Key>Title</Key><Value>Corner &amp; shop</Value></String><String><Key>UserName</Key><Value>ada</Value></String><String><Key>Password</Key><Value ProtectInMemory="True">p1 &lt;x&gt;</Value></String>
      <String><Key>URL</Key><Value>https://shop.example</Value></String><String><Key>KP2A_URL_1</Key><Value>https://pay.example</Value></String><String><Key>Notes</Key><Value>two
lines</Value></String>
      <String><Key>Customer</Key><Value>77</Value></String><String><Key>Pin</Key><Value ProtectInMemory="True">1234</Value></String>
      <String><Key>TimeOtp-Secret-Base32</Key><Value>JBSWY3DPEHPK3PXP</Value></String><String><Key>TimeOtp-Length</Key><Value>8</Value></String>
      <Binary><Key>scan.pdf</Key><Value Ref="0" /></Binary>
      <History><Entry><Times><LastModificationTime>2022-02-02T00:00:00Z</LastModificationTime></Times><String><Key>Password</Key><Value>p0</Value></String></Entry></History>
    </Entry>
    <Group><UUID>CCCC</UUID><Name>Work</Name><Group><UUID>DDDD</UUID><Name>Web</Name><Entry><Times><CreationTime>pUBE2w4AAAA=</CreationTime><Expires>False</Expires></Times><String><Key>Title</Key><Value>Deep</Value></String><String><Key>TOTP Seed</Key><Value>JBSW Y3DP EHPK 3PXP</Value></String><String><Key>TOTP Settings</Key><Value>60;6</Value></String></Entry></Group></Group>
    <Group><UUID>BBBB</UUID><Name>Recycle Bin</Name><Entry><String><Key>Title</Key><Value>Old</Value></String></Entry></Group>
  </Group></Root>
</KeePassFile>`;
