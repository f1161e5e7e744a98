PRAGMA application_id=1467115892;
PRAGMA user_version=1;
BEGIN TRANSACTION;
CREATE TABLE client(
  id INTEGER PRIMARY KEY,
  deleted INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  cut_all INTEGER NOT NULL, cut_access INTEGER NOT NULL,
  self_grant INTEGER NOT NULL,
  seal_secret BLOB NOT NULL,
  record TEXT NOT NULL,  -- JSON
  name TEXT GENERATED ALWAYS AS (json_extract(record, '$.name')) VIRTUAL
) STRICT;
INSERT INTO "client" VALUES(1,0,2,2,0,0,0,X'1C1E6A43CF8E4ECFE3A53022EB05021F','{"name":"Demo Bookkeeping","redirect_uris":["http://127.0.0.1:3000/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":true,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["242dba7203964e3686e94c96dde4f2cf2bf8c01bc703ec638ff0fa688109f8e1"]}');
INSERT INTO "client" VALUES(2,0,3,3,0,0,0,X'15B51FC75433686FE58DB734C7F95031','{"name":"Demo Webshop","redirect_uris":["http://localhost:3001/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":true,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["90b1ddf11f11b4eb2f37978f5bd4362c768c78fe3e9c35eff07a1c24d1b6f521"]}');
INSERT INTO "client" VALUES(3,0,27,62,0,0,9,X'D7AC941F3DF909CB5153CFB185000C67','{"name":"test mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":true,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["b81314d1740dbcd880d1197a8f02293097364d205e52c7ef98965aceb399aed2"]}');
INSERT INTO "client" VALUES(4,0,28,28,0,0,0,X'C1CD9E4587EC972233062912274F3759','{"name":"test oauth21","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"oauth21","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["e29d278331fcc1b94a32846d73a366729e02562b77a7402498a329a2e60019af"]}');
INSERT INTO "client" VALUES(5,0,63,63,0,0,0,X'E0C246A0CCC6B6704B41C2FD439914FE','{"name":"test mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["79e7217e26b370258499e4a1257a5c1d75ed67304404d7ec0759571cdd025def"]}');
INSERT INTO "client" VALUES(6,0,67,71,71,0,0,X'9EC1238FB7C767CDD09232755AB7B966','{"name":"test mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["280cdc4eafdfcb8e56bfd9c02733fed814f3951f957d64009a8d8f3b639ec43d"]}');
INSERT INTO "client" VALUES(7,0,72,76,0,76,0,X'4E3C142F80AF9AF9AB8CD8D77823131E','{"name":"test mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["f1d516051600d5732425c48ca47cb90382f306dccdd93e8e6b4b6fdd9cedc2c4"]}');
INSERT INTO "client" VALUES(8,0,77,81,0,0,0,X'BB053BF2385FE594964AE7A20F35BFA5','{"name":"test mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":false,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["25280362617d89ed1c25028dcbd3edce5d2bac82d1b74818ec346027447e0d9e"]}');
INSERT INTO "client" VALUES(9,1,82,86,86,0,0,X'6F377EC0E310D0775394D5DD9D838E85','{"name":"test mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["fd345113d7ca1871d0f87bb5dcb2f35443ba8e4cc21483d7ce6ae9e33ef49076"]}');
INSERT INTO "client" VALUES(10,0,87,87,0,0,0,X'2EE20CBB321C3E208F91AA211D711590','{"name":"test mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["cb7c291dd26a445235724a0d03d9a6772055c247fb8eb8e0800fd72b58db0034"]}');
INSERT INTO "client" VALUES(11,0,92,92,0,0,0,X'855BFE303629CDF571F249292CAA86E6','{"name":"test mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["9c0d321a3f0b291adee3f6d16463182001155b41b3ac4ed48d03b8a1d5cecda1"]}');
INSERT INTO "client" VALUES(12,0,97,97,0,0,0,X'D01C7D8EE8A553D4962F702571C8D10F','{"name":"test mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["2c3a0f7170954ade972d48748a15df4ff73231d65f19ba88eca6095f69ba93c2"]}');
INSERT INTO "client" VALUES(13,0,102,113,0,0,0,X'00F7133E9EA14DC842A8F024B785A30C','{"name":"Naïve “quotes” & <tags>","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"payments.read refunds.read","secret_hashes":["66e0abc55f5ccc32374fe9a765391a44dc08317ad0bbd40ad1cc827fcfc43356","70c8120ea336d76bf8f5ffce04f64aaa501b5dc78fa0fc856ee7bcb91b31e73c"]}');
CREATE TABLE consent(
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL, subject INTEGER NOT NULL,
  scopes INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, made_time INTEGER NOT NULL,
  cut_all INTEGER, cut_access INTEGER,
  latest_grant INTEGER
) STRICT;
INSERT INTO "consent" VALUES(1,3,23,1,29,30,1795855890,NULL,NULL,1);
INSERT INTO "consent" VALUES(2,3,22,1,32,33,1795855890,NULL,NULL,2);
INSERT INTO "consent" VALUES(3,3,21,1,35,36,1795855890,NULL,NULL,NULL);
INSERT INTO "consent" VALUES(4,3,20,1,38,39,1795855890,NULL,NULL,4);
INSERT INTO "consent" VALUES(6,3,18,2,48,51,1795855891,NULL,NULL,6);
INSERT INTO "consent" VALUES(7,4,17,1,54,55,1795855891,NULL,NULL,7);
INSERT INTO "consent" VALUES(8,4,16,1,58,59,1795855891,NULL,NULL,NULL);
INSERT INTO "consent" VALUES(9,5,15,1,64,65,1795855891,NULL,NULL,10);
INSERT INTO "consent" VALUES(10,6,14,1,68,69,1795855891,NULL,NULL,NULL);
INSERT INTO "consent" VALUES(11,7,13,1,73,74,1795855891,NULL,NULL,12);
INSERT INTO "consent" VALUES(12,8,12,1,78,79,1795855891,NULL,NULL,13);
INSERT INTO "consent" VALUES(13,9,11,1,83,84,1795855891,NULL,NULL,NULL);
INSERT INTO "consent" VALUES(14,10,10,1,88,89,1795855891,NULL,NULL,NULL);
INSERT INTO "consent" VALUES(15,11,9,1,93,94,1795855892,NULL,NULL,16);
INSERT INTO "consent" VALUES(16,12,8,1,98,99,1795855892,NULL,NULL,17);
INSERT INTO "consent" VALUES(17,13,7,1,103,104,1795855892,NULL,NULL,NULL);
CREATE TABLE event(
  sequence INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  kind TEXT NOT NULL,
  client INTEGER, subject INTEGER, consent INTEGER, grant_id INTEGER,
  cause TEXT,
  detail INTEGER,
  number INTEGER,
  at INTEGER,
  expires INTEGER,
  serial INTEGER,
  link INTEGER,
  scopes INTEGER,       -- scope_list
  record TEXT,          -- JSON
  secret BLOB,
  chain BLOB NOT NULL
) STRICT;
INSERT INTO "event" VALUES(116,1798534293,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678401,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'81A7E9FFC3F08A1158ED2B09D369982E');
INSERT INTO "event" VALUES(117,1798534294,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678402,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'BEB7B628B458B63E96FCED70340FDAC7');
INSERT INTO "event" VALUES(118,1798534295,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678403,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'59AC730B9F2639B82F3D150820B41B17');
INSERT INTO "event" VALUES(119,1798534296,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678404,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'629A3F6F4CAEAF947BB94D17D62781FE');
INSERT INTO "event" VALUES(120,1798534297,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678405,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6DAE3A118B19702AA5B8882EAFBDCFCC');
INSERT INTO "event" VALUES(121,1798534298,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678406,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'8EEA288B5B0C294E5D97C2D4E28754BC');
INSERT INTO "event" VALUES(122,1798534299,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678407,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'298A4398653DB7361C8406E1A26E3B71');
INSERT INTO "event" VALUES(123,1798534300,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678408,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'CCC3B7FA92248CA2C96D7F9B4246D06E');
INSERT INTO "event" VALUES(124,1798534301,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678409,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7DC339BEC5B5D5EBBF4DAB4D450429C2');
INSERT INTO "event" VALUES(125,1798534302,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678410,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'491CE3F41EBAB8D1128274CCBF84573C');
INSERT INTO "event" VALUES(126,1798534303,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678411,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'3CFAAE660D711193B8635D1BEB850303');
INSERT INTO "event" VALUES(127,1798534304,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678412,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'454030C3A417CA7423810DFA1318F570');
INSERT INTO "event" VALUES(128,1798534305,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678413,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'5990EA343127F24C13A77F1C6CEB10F0');
INSERT INTO "event" VALUES(129,1798534306,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678414,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EA13C5D0ECD127070F8096098767869F');
INSERT INTO "event" VALUES(130,1798534307,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678415,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'851C7699DD6E399DCC2B1761B0003029');
INSERT INTO "event" VALUES(131,1798534308,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678416,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'0ED431C293AB738CF13E34455685CDDD');
INSERT INTO "event" VALUES(132,1798534309,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678417,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'B6AD41F9D04BB2117297F300FD479A27');
INSERT INTO "event" VALUES(133,1798534310,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678418,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'09149ADDB5AF5F08F4C522FBF4452988');
INSERT INTO "event" VALUES(134,1798534311,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678419,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'031FF059E9DC072F0AB6E0986685A9C6');
INSERT INTO "event" VALUES(135,1798534312,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678420,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'956FA2B286E6B3F0937FC970874EAA41');
INSERT INTO "event" VALUES(136,1798534313,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678421,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'26E706FCBEEAE25DF8F005C0EEB9655A');
INSERT INTO "event" VALUES(137,1798534314,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678422,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'96311869FD478AFB60CAA1842810BB7B');
INSERT INTO "event" VALUES(138,1798534315,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678423,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7052DEC3F2DC5EA6F3C21CD99DF5DDBA');
INSERT INTO "event" VALUES(139,1798534316,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678424,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'F3DC094C9B2F2BAE6D0FFAF8CE9C70AC');
INSERT INTO "event" VALUES(140,1798534317,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678425,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'620DBDAEF3B94CCFB833C974A0B7D52F');
INSERT INTO "event" VALUES(141,1798534318,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678426,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'3936A03E98A89B443B51695FB78F49EC');
INSERT INTO "event" VALUES(142,1798534319,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678427,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'D341F4AA7430D6565056BFFAC5380947');
INSERT INTO "event" VALUES(143,1798534320,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678428,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'811EA3A9E304A5D43EB48D3CA45CDD7E');
INSERT INTO "event" VALUES(144,1798534321,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678429,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'D8E4CAE8260EAC16FD03BF446F7B7771');
INSERT INTO "event" VALUES(145,1798534322,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678430,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'A7CEC984202FAC468C2A4463773B790D');
INSERT INTO "event" VALUES(146,1798534323,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678431,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'D8A55F6E083CEDB2CEBF4325C6951F3C');
INSERT INTO "event" VALUES(147,1798534324,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678432,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'C74F73CFB6590A85435635609D2BA320');
INSERT INTO "event" VALUES(148,1798534325,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678433,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7B39BA6BE5E27145FFAAA53548ABBF3E');
INSERT INTO "event" VALUES(149,1798534326,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678434,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6D972860889DDE86B4EF81D881123F12');
INSERT INTO "event" VALUES(150,1798534327,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678435,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6DEBFC1DDA0B4D6FA33201D1FB1021BA');
INSERT INTO "event" VALUES(151,1798534328,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678436,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'618B81C356E255ED9CE51DB255B1ED5E');
INSERT INTO "event" VALUES(152,1798534329,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678437,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'8F3DC339B90371AB8765CFECC416A890');
INSERT INTO "event" VALUES(153,1798534330,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678438,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'3B336138FFAB9DEC0573FC55D61B0444');
INSERT INTO "event" VALUES(154,1798534331,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678439,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'1B2016F88EA237FE924F8FA00C9A8813');
INSERT INTO "event" VALUES(155,1798534332,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678440,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'ECBF50714ADA9E207125DD6ADDED9B99');
INSERT INTO "event" VALUES(156,1798534333,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678441,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'4C1209D0337DEFACB930AD28498675B1');
INSERT INTO "event" VALUES(157,1798534334,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678442,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'A8068A1DC2B4D75C28A79A557757EDCE');
INSERT INTO "event" VALUES(158,1798534335,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678443,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'CD3F22EE3D937EA255ED793C584166D3');
INSERT INTO "event" VALUES(159,1798534336,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678444,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'92458ED838CA51BB82634B41A7F77903');
INSERT INTO "event" VALUES(160,1798534337,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678445,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E52517D9D8C23B279AB6596C691E1125');
INSERT INTO "event" VALUES(161,1798534338,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678446,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E76285DFD8A5F9A654EE0052EC414115');
INSERT INTO "event" VALUES(162,1798534339,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678447,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'2C1794E576DB295A247073CE56C706AB');
INSERT INTO "event" VALUES(163,1798534340,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678448,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'F60A3CFC9D9DF1CF532DCB94A9921E75');
INSERT INTO "event" VALUES(164,1798534341,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678449,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'C7DBE23FBF4C2FEE02B2749F2274B30E');
INSERT INTO "event" VALUES(165,1798534342,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678450,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'D9AF142CFC83865745B9D479D1785F14');
INSERT INTO "event" VALUES(166,1798534344,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678451,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'9CEEA3B31675AB399A155A75747B9D8A');
INSERT INTO "event" VALUES(167,1798534345,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678452,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EA46DFE1CB3D05EA0D31005A48F6A9BA');
INSERT INTO "event" VALUES(168,1798534346,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678453,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'B378453C832A7282FAE4F420EB5FB195');
INSERT INTO "event" VALUES(169,1798534347,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678454,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6C85E74C9787329ADA7A5DD3520BCFE4');
INSERT INTO "event" VALUES(170,1798534348,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678455,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'2189D561DA930C4023121EDC777CED93');
INSERT INTO "event" VALUES(171,1798534349,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678456,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'42E2ACAB37F8E6F1B5E437FE8DB511DD');
INSERT INTO "event" VALUES(172,1798534350,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678457,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'41E450198A4753E13145D9E28DABA247');
INSERT INTO "event" VALUES(173,1798534351,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678458,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'3F80DFE059FFA09CD016520D20AE6092');
INSERT INTO "event" VALUES(174,1798534352,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678459,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'96367E59C3F75966A5621A3674E86068');
INSERT INTO "event" VALUES(175,1798534353,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678460,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'0F82D938B5FC73EA5A09CF81BE531ED3');
INSERT INTO "event" VALUES(176,1798534354,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678461,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E4E392BD9C0C3AD09D90593C212A3583');
INSERT INTO "event" VALUES(177,1798534355,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678462,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'ED82777E1A32194CF0DAC296E69FED6F');
INSERT INTO "event" VALUES(178,1798534356,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678463,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'48B5EABD88D9E5290B8215099D1D5BF6');
INSERT INTO "event" VALUES(179,1798534357,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678464,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'F44022D1EB450CC6192C96224EAE2A2D');
INSERT INTO "event" VALUES(180,1798534358,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678465,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'929CCE76C3B3E7B29AC97D3DBF3D1361');
INSERT INTO "event" VALUES(181,1798534359,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678466,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'A48C289CF1C828589AF46AE805EDE42A');
INSERT INTO "event" VALUES(182,1798534360,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678467,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'A523C51F8468DEF9239027346DF8CEDF');
INSERT INTO "event" VALUES(183,1798534361,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678468,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'C8E7A1947A811554BDDA138E3EEC2F0F');
INSERT INTO "event" VALUES(184,1798534362,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678469,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'546EA96CACDFBD0B3D2CB32259D7F8FF');
INSERT INTO "event" VALUES(185,1798534363,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678470,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'F6BF0061ED1272A4CBB193E75AF6D7B6');
INSERT INTO "event" VALUES(186,1798534364,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678471,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'2D9CDD9CFFEE1C569DC1891596F019EA');
INSERT INTO "event" VALUES(187,1798534365,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678472,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'F159C9621A359C8C3EAB7989B95894B8');
INSERT INTO "event" VALUES(188,1798534366,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678473,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'5AED7103FCCC49682AE5519BC5594517');
INSERT INTO "event" VALUES(189,1798534367,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678474,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'ABB1E9A2C2E6A02E534209E651B3C135');
INSERT INTO "event" VALUES(190,1798534368,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678475,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'A435B699B0A0F84416A10DB37059588E');
INSERT INTO "event" VALUES(191,1798534369,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678476,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'CF93412696497AF46C144576DBAA7774');
INSERT INTO "event" VALUES(192,1798534370,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678477,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'B09CB01070D64D94083F3082A4671ED0');
INSERT INTO "event" VALUES(193,1798534371,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678478,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6FA9E3E693F41B3629775677D899AD6F');
INSERT INTO "event" VALUES(194,1798534372,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678479,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'0C17AB4438BA821F0EE89A3B6B61E17A');
INSERT INTO "event" VALUES(195,1798534373,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678480,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'055E5BFF589682338336D8BE190B9973');
INSERT INTO "event" VALUES(196,1798534374,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678481,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EA419640884C7AD7138B6775E9E2A898');
INSERT INTO "event" VALUES(197,1798534375,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678482,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'230B8279C1EAFE0AA03A85C394FDD132');
INSERT INTO "event" VALUES(198,1798534376,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678483,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'5E2F08A31DC82B0AFB86844A8E375A99');
INSERT INTO "event" VALUES(199,1798534377,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678484,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'0842538DA6D2F69CD6179C1DACB92E7E');
INSERT INTO "event" VALUES(200,1798534378,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678485,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'AD78D9EAB85A55BC6BCF250136B777D3');
INSERT INTO "event" VALUES(201,1798534379,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678486,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'3552B11E98E3ACCCC860C178165897F1');
INSERT INTO "event" VALUES(202,1798534380,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678487,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'ECCDDD1947140199B4BA5941364F2004');
INSERT INTO "event" VALUES(203,1798534381,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678488,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'D2A4E5E5104A59B55C1D63DA6F6BC070');
INSERT INTO "event" VALUES(204,1798534382,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678489,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'BA76F52C1A228A1231DFC3ABDFDAD46F');
INSERT INTO "event" VALUES(205,1798534383,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678490,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'C5552469DDB18C87B18D0FCA539514B8');
INSERT INTO "event" VALUES(206,1798534384,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678491,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'05036BAC3B9B16C0EB49D28A98EE6C6D');
INSERT INTO "event" VALUES(207,1798534385,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678492,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'707F972B96BA0E1CFC2AD495960F5C8B');
INSERT INTO "event" VALUES(208,1798534386,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678493,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E593E9E41D1F312D8F252732FC46EA84');
INSERT INTO "event" VALUES(209,1798534387,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678494,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'B57B1FDD037EB76D07D586E0D63E77A7');
INSERT INTO "event" VALUES(210,1798534388,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678495,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'4EE28ABF277825E9F07BC58C8722C203');
INSERT INTO "event" VALUES(211,1798534389,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678496,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'B1DD66AF5ADE1EBD733C12E2DF05FE66');
INSERT INTO "event" VALUES(212,1798534390,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678497,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'41362B0606DE3471EE62936C8E0EEEAF');
INSERT INTO "event" VALUES(213,1798534391,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678498,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7E71808306BC1D48EFF818FCE0B4BD95');
INSERT INTO "event" VALUES(214,1798534392,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678499,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6BF0D0FC7F3F1554262BF7669EC9991E');
INSERT INTO "event" VALUES(215,1798534393,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678500,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EEF280D8929287E687497D2880025AAB');
INSERT INTO "event" VALUES(216,1798534394,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678501,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E8571115F33137BE3F7ECF0538671CA6');
INSERT INTO "event" VALUES(217,1798534395,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678502,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'CC82B05D2FB6DCA05CD7B3DA487BAEE4');
INSERT INTO "event" VALUES(218,1798534396,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678503,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'ABE9128CAFDDCB1071637317E41512E2');
INSERT INTO "event" VALUES(219,1798534397,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678504,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E1D7D969D1D6D4324834CD5E9A39763F');
INSERT INTO "event" VALUES(220,1798534399,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678505,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'075127D2AA7B1C424B2E602E71CA4C63');
INSERT INTO "event" VALUES(221,1798534400,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678506,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6158B1DBF1E464C537640E92E41CB87D');
INSERT INTO "event" VALUES(222,1798534401,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678507,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'F42DBF9DFE4A73F05973D3985F165C0C');
INSERT INTO "event" VALUES(223,1798534402,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678508,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'1EE700FC8B362224210B7DD2395258F2');
INSERT INTO "event" VALUES(224,1798534403,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678509,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'67D38B15EBE13B6A899ADA83E9ABECA6');
INSERT INTO "event" VALUES(225,1798534404,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678510,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'5241EF3435B58920E1F6A4B45FE25AC0');
INSERT INTO "event" VALUES(226,1798534405,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678511,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6AF0CCB49BB00F4DBECE950BE048F64F');
INSERT INTO "event" VALUES(227,1798534406,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678512,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'36978071EEC4A08169699AD2A4E63904');
INSERT INTO "event" VALUES(228,1798534407,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678513,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7BD5049B676C80BB7AE6B3CB4A77EFC0');
INSERT INTO "event" VALUES(229,1798534408,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678514,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'3D46B1721AF4D2EFB2C92231EAC9921B');
INSERT INTO "event" VALUES(230,1798534409,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678515,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'68CCB5DC37B56D08C69D1D11DCCF6204');
INSERT INTO "event" VALUES(231,1798534410,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678516,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'8DE32CF9C23FA20B904E81587DF17DDA');
INSERT INTO "event" VALUES(232,1798534411,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678517,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'608F9D1A982A8F6202CA60CB7AA0CA41');
INSERT INTO "event" VALUES(233,1798534412,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678518,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'ECD82B01A2C637293A959E2707849139');
INSERT INTO "event" VALUES(234,1798534413,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678519,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'9C14641BDDC33BE828478B8AAE1EF518');
INSERT INTO "event" VALUES(235,1798534414,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678520,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'AEDD8FD887790AF41DE0431372C466E5');
INSERT INTO "event" VALUES(236,1798534415,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678521,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'ABCD5BBDA53E284742CC56040C9A369A');
INSERT INTO "event" VALUES(237,1798534416,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678522,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'3137583E16B52BC9DF7F7D4A90FCCD99');
INSERT INTO "event" VALUES(238,1798534417,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678523,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'99ADA95EF96677EC667EFC5C4425B7A7');
INSERT INTO "event" VALUES(239,1798534418,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678524,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'ECFD3CC1F79CC53C3E907551BD697770');
INSERT INTO "event" VALUES(240,1798534419,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678525,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6420F0142D2FE309D2498A496C49D764');
INSERT INTO "event" VALUES(241,1798534420,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678526,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'2CBEB8C00F48965C11D24E811A488E16');
INSERT INTO "event" VALUES(242,1798534421,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678527,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'5C3B9CF1A8A7430930E1A648DCD286D4');
INSERT INTO "event" VALUES(243,1798534422,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678528,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'9AEA8325FDE3882A48A512E957F36248');
INSERT INTO "event" VALUES(244,1798534423,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678529,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'C3E2D06ED0EEB1AC561114D4E79600EE');
INSERT INTO "event" VALUES(245,1798534424,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678530,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'FA9DC9D1B32D749FF1C2779943F1B603');
INSERT INTO "event" VALUES(246,1798534425,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678531,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E23989A5C002C32C4928A8F1103E4A3B');
INSERT INTO "event" VALUES(247,1798534426,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678532,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7B74CFE2ABF70B8A2E336862D5B966E9');
INSERT INTO "event" VALUES(248,1798534427,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678533,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'AAD1436A172C96569DF041FF2495AF81');
INSERT INTO "event" VALUES(249,1798534428,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678534,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'61677F7803EBC0BC261873A2B3B161A0');
INSERT INTO "event" VALUES(250,1798534429,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678535,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'D415E75EE72DE643F70E89635455E424');
INSERT INTO "event" VALUES(251,1798534430,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678536,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'380DBFAEF8C7B3541214FC143BA06D47');
INSERT INTO "event" VALUES(252,1798534431,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678537,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EEAE109C05F07DF860364888D76F6F81');
INSERT INTO "event" VALUES(253,1798534432,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678538,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'8E48D0838C1CA44CDF013700CEBF978F');
INSERT INTO "event" VALUES(254,1798534433,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678539,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'8EEC660685FC8C993BFC45BE46F18DFF');
INSERT INTO "event" VALUES(255,1798534434,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678540,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'244CA9FD593BE9B44F05119D45EAAA51');
INSERT INTO "event" VALUES(256,1798534435,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678541,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'40F744A45043F88530B5A1B71E50D589');
INSERT INTO "event" VALUES(257,1798534436,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678542,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EBA09245B2C2574D324A2D3FA3604D44');
INSERT INTO "event" VALUES(258,1798534437,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678543,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7250242E43B43F1341AD8D83EE5EA73E');
INSERT INTO "event" VALUES(259,1798534438,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678544,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EC8D6E177F827E835529932DBB8B34DE');
INSERT INTO "event" VALUES(260,1798534439,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678545,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7058623E7ECBA28B996A2B2D9ADB407A');
INSERT INTO "event" VALUES(261,1798534440,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678546,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'F51FA4EA8D312F4A70FD92649FAFAB7D');
INSERT INTO "event" VALUES(262,1798534441,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678547,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'99CFF0AA369DBEF22A42B70B6F717281');
INSERT INTO "event" VALUES(263,1798534442,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678548,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'1E0D367905C0569A5BB3369D5DD0D975');
INSERT INTO "event" VALUES(264,1798534443,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678549,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'9C0664EFEA027BD32A4FE822BE65853B');
INSERT INTO "event" VALUES(265,1798534444,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678550,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7426EF126E752E126684FEC1A593101A');
INSERT INTO "event" VALUES(266,1798534445,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678551,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EB9CC4D7C8008C4B2B57021125E9661C');
INSERT INTO "event" VALUES(267,1798534446,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678552,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'3B9E7ADBA4CFA019E5CCFD73C462FB62');
INSERT INTO "event" VALUES(268,1798534447,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678553,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'55DC6DB4B32FCAD492BCF114E6243BC7');
INSERT INTO "event" VALUES(269,1798534449,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678554,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'D025189374D5C8A931057CC24358276A');
INSERT INTO "event" VALUES(270,1798534450,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678555,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'AC0BEBDE384AF1A840E92C2B0307C186');
INSERT INTO "event" VALUES(271,1798534451,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678556,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'855ABF418E45F31FD0876E7829F5829D');
INSERT INTO "event" VALUES(272,1798534452,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678557,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'833C6748949FC1E2DDA64CDD60A52FF2');
INSERT INTO "event" VALUES(273,1798534453,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678558,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'9BB3B8FD7489CA80E4D8C8F21C79E6B5');
INSERT INTO "event" VALUES(274,1798534454,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678559,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'01EDA73712937D84A1F44DA15BCCB052');
INSERT INTO "event" VALUES(275,1798534455,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678560,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'B8FB0A5F30B07AA60800ED75C3EB49AF');
INSERT INTO "event" VALUES(276,1798534456,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678561,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'32F713253CC0045C44A9DA6A886108C8');
INSERT INTO "event" VALUES(277,1798534457,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678562,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'755C471D9647BBB9F76473CB44C3D5DB');
INSERT INTO "event" VALUES(278,1798534458,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678563,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'72E5D3D2E5860172A9A412D7F0FC3BA6');
INSERT INTO "event" VALUES(279,1798534459,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678564,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'DFB79053BDF2183E2081793639AC6041');
INSERT INTO "event" VALUES(280,1798534460,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678565,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EF884E7AA42F983CED8E25D942273CEC');
INSERT INTO "event" VALUES(281,1798534461,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678566,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'D2B5C11DB9696545B7264E2E6BAB10B2');
INSERT INTO "event" VALUES(282,1798534462,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678567,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'44D2BC4EFCDB5DC2363065192B9D5A82');
INSERT INTO "event" VALUES(283,1798534463,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678568,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'760828BEB475A41971A2719A771E29CC');
INSERT INTO "event" VALUES(284,1798534464,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678569,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'CF4855DF290F95160498E150BCED3E13');
INSERT INTO "event" VALUES(285,1798534465,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678570,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7BE569BDCC314A4BA913F847711F18A8');
INSERT INTO "event" VALUES(286,1798534466,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678571,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EDEA83D063BEC2C24B68784F9083D1AD');
INSERT INTO "event" VALUES(287,1798534467,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678572,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'AEE630AB9465CC9A7E041B0FA823A0D0');
INSERT INTO "event" VALUES(288,1798534468,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678573,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'30B475E3ADF4BEDBA6C94409754ABEA8');
INSERT INTO "event" VALUES(289,1798534469,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678574,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'72C3AC77DA6A32B1C14207B534C3BEB6');
INSERT INTO "event" VALUES(290,1798534470,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678575,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'C89FF07478109089BF6E192BA96DE1AA');
INSERT INTO "event" VALUES(291,1798534471,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678576,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'647E9BC5157B1B5419B1E5C7F4FBB140');
INSERT INTO "event" VALUES(292,1798534472,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678577,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'C00A1569F650D36FCA86770A2CF8B382');
INSERT INTO "event" VALUES(293,1798534473,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678578,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E887791CD567A676A72FFE4E5777AEEB');
INSERT INTO "event" VALUES(294,1798534474,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678579,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'ED5F66D48C039B0EDF6D6750C16B071B');
INSERT INTO "event" VALUES(295,1798534475,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678580,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'80B1954653ED49B1ECB0A74C726F7A4B');
INSERT INTO "event" VALUES(296,1798534476,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678581,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'F1BD6325657F7D5737F43F0DF292F615');
INSERT INTO "event" VALUES(297,1798534477,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678582,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'89E9C80A70564466F1B47E8742058DD8');
INSERT INTO "event" VALUES(298,1798534478,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678583,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'6BF63895360CE77E0066D248E429ABC7');
INSERT INTO "event" VALUES(299,1798534479,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678584,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'973C5967B460E68DBF3A2D5CEFA8F7C7');
INSERT INTO "event" VALUES(300,1798534480,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678585,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'5F09A758E8A173E5389513B15F1F16D5');
INSERT INTO "event" VALUES(301,1798534481,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678586,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'F3253F70A6FBE3868796022B9456B535');
INSERT INTO "event" VALUES(302,1798534482,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678587,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'355C30EA8385D980ECDB12422968C69B');
INSERT INTO "event" VALUES(303,1798534483,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678588,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'BA2BF1202977A9C6C212F49766809383');
INSERT INTO "event" VALUES(304,1798534484,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678589,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'C54B08C9AA559BFFF4C3D4A47F2001E3');
INSERT INTO "event" VALUES(305,1798534485,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678590,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'DD9A4DBF1969DD95AB10CC55E921B52B');
INSERT INTO "event" VALUES(306,1798534486,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678591,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'4293437B6B569E5CAA5EE338F1E4A081');
INSERT INTO "event" VALUES(307,1798534487,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678592,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'EAEBA6B7DCE8B2CA4A18AB2730080F4B');
INSERT INTO "event" VALUES(308,1798534488,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678593,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'FB916AFD2A57E1D390023AEDFA977E82');
INSERT INTO "event" VALUES(309,1798534489,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678594,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'126AC18FDA0201B667DB09BA6BC1A41D');
INSERT INTO "event" VALUES(310,1798534490,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678595,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'2C8C63CE5BDDACDB7E39EDDC0400626A');
INSERT INTO "event" VALUES(311,1798534491,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678596,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E16D5E58E11C27329FDFE5D31A925A46');
INSERT INTO "event" VALUES(312,1798534492,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678597,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7CA933F3430091A53AEB5EFCDE7C23D3');
INSERT INTO "event" VALUES(313,1798534493,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678598,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'86F6588D892CD136FD8AD97F1E5A3FC9');
INSERT INTO "event" VALUES(314,1798534494,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678599,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'84E7501650ED3DB49C4DF87769087599');
INSERT INTO "event" VALUES(315,1798534495,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678600,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'4236F7F4FE959278151F35D16202A2A7');
INSERT INTO "event" VALUES(316,1798534496,'give_consent',3,5,18,NULL,NULL,NULL,NULL,1798534496,NULL,NULL,316,1,NULL,NULL,X'E39BB90629A22241B60AA1CD4DEA3DFF');
INSERT INTO "event" VALUES(317,1798534496,'make_grant',3,5,18,23,NULL,1,NULL,1798534496,NULL,NULL,NULL,1,NULL,X'E1A6B565DD4A29F84895214562B0A938',X'B3B6378AA31A5307B3211B8036954DFA');
INSERT INTO "event" VALUES(318,1798534496,'spend_code',3,NULL,NULL,23,NULL,1,NULL,1798534496,1798534526,57317485449555,NULL,NULL,NULL,NULL,X'42011F1440E824A614419C0954E5BAF3');
INSERT INTO "event" VALUES(319,1798534496,'advance_clock',NULL,NULL,NULL,NULL,NULL,NULL,2678601,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'3F0D2A3748036388FB23CE987A72D0FC');
CREATE TABLE "grant"(
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  client INTEGER, subject INTEGER, consent INTEGER,
  scopes INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, made_time INTEGER NOT NULL,
  expires INTEGER,
  ended_at INTEGER, end_cause TEXT,
  access_cut INTEGER,
  generation INTEGER, generation_at INTEGER NOT NULL, generation_time INTEGER NOT NULL,
  older_in_consent INTEGER,
  secret BLOB NOT NULL
) STRICT;
INSERT INTO "grant" VALUES(1,1,3,23,1,1,30,30,1795855890,NULL,NULL,NULL,NULL,NULL,30,1795855890,NULL,X'DC6ED28BC32134674FF7DB9FFD19BF37');
INSERT INTO "grant" VALUES(2,1,3,22,2,1,33,33,1795855890,NULL,NULL,NULL,NULL,NULL,33,1795855890,NULL,X'CF6E3CE433D92B8894EE1AEC42C5C42F');
INSERT INTO "grant" VALUES(4,1,3,20,4,1,39,47,1795855890,NULL,NULL,NULL,47,NULL,39,1795855890,NULL,X'52DC1FB73582EB7885A4397BEF6182F9');
INSERT INTO "grant" VALUES(6,1,3,18,6,2,49,52,1795855891,NULL,NULL,NULL,NULL,NULL,49,1795855891,NULL,X'9C15C806E32DF75C0BF3F64D9FE457F6');
INSERT INTO "grant" VALUES(7,1,4,17,7,1,55,57,1795855891,NULL,NULL,NULL,NULL,1,57,1795855891,NULL,X'DF4FB8A59F7B321B40C1E407829E2821');
INSERT INTO "grant" VALUES(9,2,3,NULL,NULL,3,62,62,1795855891,NULL,NULL,NULL,NULL,NULL,62,1795855891,NULL,X'74EC3D67D6192BCA86B5F0943BDBCB51');
INSERT INTO "grant" VALUES(10,1,5,15,9,1,65,65,1795855891,NULL,NULL,NULL,NULL,NULL,65,1795855891,NULL,X'A4C7F28DB35D52A75B05FBB1D600E083');
INSERT INTO "grant" VALUES(12,1,7,13,11,1,74,74,1795855891,NULL,NULL,NULL,NULL,NULL,74,1795855891,NULL,X'FC7D10D1C46DC276F15716E6B58C0C76');
INSERT INTO "grant" VALUES(13,1,8,12,12,1,79,79,1795855891,NULL,NULL,NULL,NULL,NULL,79,1795855891,NULL,X'38A0A4225C6C71543F4B5BE7C0F3312F');
INSERT INTO "grant" VALUES(16,1,11,9,15,1,94,94,1795855892,NULL,NULL,NULL,NULL,NULL,94,1795855892,NULL,X'929DA81711721157202C11D8E80687A2');
INSERT INTO "grant" VALUES(17,1,12,8,16,1,99,99,1795855892,NULL,NULL,NULL,NULL,NULL,99,1795855892,NULL,X'991C24091399091DB5263CBF4895924E');
INSERT INTO "grant" VALUES(19,3,NULL,6,NULL,3,107,107,1795855892,NULL,NULL,NULL,NULL,NULL,107,1795855892,NULL,X'D2917AB65F4D28850C73B14230003DAB');
INSERT INTO "grant" VALUES(20,4,NULL,6,NULL,3,108,108,1795855892,NULL,NULL,NULL,NULL,NULL,108,1795855892,NULL,X'BC5D00CBF6B553860236FF1270EFCEAD');
INSERT INTO "grant" VALUES(21,5,NULL,6,NULL,3,109,109,1795855892,NULL,NULL,NULL,NULL,NULL,109,1795855892,NULL,X'9E10F2CEB02F029EA402C69C90DDA513');
CREATE TABLE key(id INTEGER PRIMARY KEY, state TEXT NOT NULL, made_time INTEGER NOT NULL) STRICT;
INSERT INTO "key" VALUES(1,'issue',1795855888);
CREATE TABLE revoked_token(
  sequence INTEGER PRIMARY KEY,
  grant_id INTEGER NOT NULL, serial INTEGER NOT NULL, expires INTEGER NOT NULL
) STRICT;
CREATE TABLE scope_list(id INTEGER PRIMARY KEY, scopes TEXT NOT NULL) STRICT;
INSERT INTO "scope_list" VALUES(1,'payments.read');
INSERT INTO "scope_list" VALUES(2,'payments.read refunds.read');
INSERT INTO "scope_list" VALUES(3,'balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write');
CREATE TABLE server(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  incarnation INTEGER NOT NULL,
  clock_offset INTEGER NOT NULL,
  cut_all INTEGER NOT NULL, cut_access INTEGER NOT NULL,
  grant_era INTEGER NOT NULL,
  folded_through INTEGER NOT NULL,  -- later events are not in the tables below yet
  last_consent INTEGER NOT NULL, last_grant INTEGER NOT NULL,
  latest_time INTEGER NOT NULL
) STRICT;
INSERT INTO "server" VALUES(1,1180101802348818385,2678453,0,0,0,134,17,22,1798534346);
CREATE TABLE spent_code(
  sequence INTEGER PRIMARY KEY,
  serial INTEGER NOT NULL, client INTEGER, grant_id INTEGER,
  made_grant INTEGER NOT NULL, spent_time INTEGER NOT NULL, expires INTEGER NOT NULL
) STRICT;
CREATE TABLE subject(
  id INTEGER PRIMARY KEY,
  deleted INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  cut_all INTEGER NOT NULL, cut_access INTEGER NOT NULL,
  seal_secret BLOB NOT NULL,
  record TEXT NOT NULL,  -- JSON
  name TEXT GENERATED ALWAYS AS (json_extract(record, '$.name')) VIRTUAL
) STRICT;
INSERT INTO "subject" VALUES(1,0,4,4,0,0,X'7B350E898FF92D715A999274BA36BB1C','{"name":"Tulp & Tegel","email":"info@tulp-en-tegel.example","locale":"nl_NL","street_and_number":"Voorbeeldgracht 12","postal_code":"1017 AA","city":"Amsterdam","country":"NL","registration_number":"00000001","vat_number":"NL000000001B01","enabled":true}');
INSERT INTO "subject" VALUES(2,0,5,5,0,0,X'6AB4F3F5DDB882340B50AC148011F02D','{"name":"Moules et Merveilles","email":"contact@moules-et-merveilles.example","locale":"fr_BE","street_and_number":"Rue de l''Exemple 7","postal_code":"1000","city":"Bruxelles","country":"BE","registration_number":"0000000002","vat_number":"BE0000000002","enabled":true}');
INSERT INTO "subject" VALUES(3,0,6,6,0,0,X'00CB5D006006FF0F71EC7954E683F25D','{"name":"Bücherstube Lindenhof","email":"post@buecherstube-lindenhof.example","locale":"de_DE","street_and_number":"Beispielallee 3","postal_code":"10115","city":"Berlin","country":"DE","registration_number":"HRB 000003","vat_number":"DE000000003","enabled":true}');
INSERT INTO "subject" VALUES(4,0,7,7,0,0,X'A26BC012BD17FA7B411649098972F56E','{"name":"Merchant 0","email":"m0@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(5,0,8,8,0,0,X'8009DF9947DE6C8F2A0D6C921E4D5346','{"name":"Merchant 1","email":"m1@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(6,0,9,114,0,0,X'ADA51DEB7C3C2D2D0969CDFF4233933C','{"name":"A merchant 商人","email":"m2@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(7,1,10,106,106,0,X'1151BFA608AD1A24AEA754457A4FF732','{"name":"Merchant 3","email":"m3@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(8,0,11,101,0,0,X'C86AFE440FE6B689027218FC40A27D5E','{"name":"Merchant 4","email":"m4@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":false}');
INSERT INTO "subject" VALUES(9,0,12,96,0,96,X'1CD49C8F58A6167A84056F24E2014C80','{"name":"Merchant 5","email":"m5@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(10,0,13,91,91,0,X'42B2975EA4CA134A2BCE561ECD9582C1','{"name":"Merchant 6","email":"m6@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(11,0,14,14,0,0,X'525AA1D242A25DCDC5A7FF7C29D811AF','{"name":"Merchant 7","email":"m7@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(12,0,15,15,0,0,X'340FE4E8052C7F3F6FAC8B025EBE735B','{"name":"Merchant 8","email":"m8@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(13,0,16,16,0,0,X'C25AA4ADD8C297127640F450D9F99470','{"name":"Merchant 9","email":"m9@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(14,0,17,17,0,0,X'978D0159A5D092FBCD72CC9C3B1C432A','{"name":"Merchant 10","email":"m10@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(15,0,18,18,0,0,X'6B604A7F402F8529204F34008031ED57','{"name":"Merchant 11","email":"m11@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(16,0,19,19,0,0,X'A7B871D239A4B97F8CE09B9FB36E0CA8','{"name":"Merchant 12","email":"m12@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(17,0,20,20,0,0,X'859D0FBE1E79ECF015F841DDDDD90667','{"name":"Merchant 13","email":"m13@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(18,0,21,21,0,0,X'746BC82276EC306DA11F7296AA0FF9C5','{"name":"Merchant 14","email":"m14@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(19,0,22,22,0,0,X'356D318F8F3B0F4C1BDAA327B648720B','{"name":"Merchant 15","email":"m15@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(20,0,23,23,0,0,X'9ECA4A79076D74CA06BB1240A1E96311','{"name":"Merchant 16","email":"m16@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(21,0,24,24,0,0,X'817051387FA05FCC9908BD4C39156D33','{"name":"Merchant 17","email":"m17@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(22,0,25,25,0,0,X'1C3A5AA844DA4D122B417C3B681A1FE5','{"name":"Merchant 18","email":"m18@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
INSERT INTO "subject" VALUES(23,0,26,26,0,0,X'D7E17DE395D340526FFCDF5654DE3528','{"name":"Merchant 19","email":"m19@merchant.example","locale":"nl_NL","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
COMMIT;
