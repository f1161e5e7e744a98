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
INSERT INTO "client" VALUES(1,0,2,2,0,0,0,X'565F65A9CE39A1E2C0816D3C43C749BA','{"name":"oauth21","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"oauth21","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["43cbed9795ffe07579f1053688bbb2fe7ce7a45131b4ccce7aa99eb9ed28537f"]}');
INSERT INTO "client" VALUES(2,0,3,3,0,0,0,X'A2CF8241E74F92960F44C7658A8F336C','{"name":"mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["331741e9b69df5a91dd8130093bc3ab1fcbbbda9d8420b0e3cfcd6f4d3b66aef"]}');
CREATE TABLE consent(
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL, subject INTEGER NOT NULL,
  scopes INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, made_time INTEGER NOT NULL,
  cut_all INTEGER, cut_access INTEGER,
  latest_grant INTEGER
) STRICT;
INSERT INTO "consent" VALUES(1,1,1,1,6,42,1795871805,NULL,NULL,12);
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
INSERT INTO "event" VALUES(1,1795871802,'make_key',NULL,NULL,NULL,NULL,NULL,1,1,1795871802,NULL,NULL,NULL,NULL,NULL,NULL,X'2ABA73D0BE69CB594FFB567147E7AAAA');
INSERT INTO "event" VALUES(2,1795871804,'make_client',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"name":"oauth21","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"oauth21","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["43cbed9795ffe07579f1053688bbb2fe7ce7a45131b4ccce7aa99eb9ed28537f"]}',X'565F65A9CE39A1E2C0816D3C43C749BA',X'AD49681379A2406CD359343A7280EB88');
INSERT INTO "event" VALUES(3,1795871805,'make_client',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"name":"mollie","redirect_uris":["http://127.0.0.1:9/callback"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["331741e9b69df5a91dd8130093bc3ab1fcbbbda9d8420b0e3cfcd6f4d3b66aef"]}',X'A2CF8241E74F92960F44C7658A8F336C',X'8C205EF98ED66639EF15C8F8A547E4AB');
INSERT INTO "event" VALUES(4,1795871805,'make_subject',NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"name":"A merchant","email":"","locale":"en_US","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}',X'25C18D49767C79988E6A79FFC60C1767',X'D2FEE7D76B01CC7C4FFA1B90E06EF0DB');
INSERT INTO "event" VALUES(5,1795871805,'spend_code',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795871805,1795872405,258004051178793,NULL,NULL,NULL,NULL,X'AE7806C8E441904DE2E581586BAB2347');
INSERT INTO "event" VALUES(6,1795871805,'give_consent',1,1,1,NULL,NULL,NULL,NULL,1795871805,NULL,NULL,6,1,NULL,NULL,X'7560E5867E841499837308F73B461D86');
INSERT INTO "event" VALUES(7,1795871805,'make_grant',1,1,1,1,NULL,1,NULL,1795871805,NULL,NULL,NULL,1,NULL,X'9AE213932FE222BB8D8726CC8262170B',X'17484C2FAE94D6E0EA907656D1103BE9');
INSERT INTO "event" VALUES(8,1795871805,'spend_code',1,NULL,NULL,1,NULL,1,NULL,1795871805,1795871835,33388922956889,NULL,NULL,NULL,NULL,X'560CA2EB67E390957A7ED116B0659F43');
INSERT INTO "event" VALUES(9,1795871805,'rotate_grant',NULL,NULL,NULL,1,NULL,NULL,1,1795871805,NULL,NULL,NULL,NULL,NULL,NULL,X'64F164C2BE5D26A3AD16D9B1A867B184');
INSERT INTO "event" VALUES(10,1795871805,'make_grant',1,1,1,2,NULL,1,NULL,1795871805,NULL,NULL,1,1,NULL,X'8226494DB38C133EDA83605128CA12AA',X'33290E819B6209C6960CAECB59D3E817');
INSERT INTO "event" VALUES(11,1795871805,'spend_code',1,NULL,NULL,2,NULL,1,NULL,1795871805,1795871835,224087592067729,NULL,NULL,NULL,NULL,X'4EE8F394327A993032C1692441E1E660');
INSERT INTO "event" VALUES(12,1795871805,'revoke_access',NULL,NULL,NULL,2,NULL,NULL,NULL,NULL,1795875405,57289378071126,NULL,NULL,NULL,NULL,X'4425F341F64960186E25E0A7E1F718EE');
INSERT INTO "event" VALUES(13,1795871805,'end_grant',NULL,NULL,NULL,2,'client',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'7F4AA2D5D8B04B63C35FDE4DF8011F6A');
INSERT INTO "event" VALUES(14,1795871805,'make_grant',1,1,1,3,NULL,1,NULL,1795871805,NULL,NULL,2,1,NULL,X'6A6D7B1ECCD544360CC4CB06E5269F50',X'B3DD6C1642147323614F984CEEC6D726');
INSERT INTO "event" VALUES(15,1795871805,'spend_code',1,NULL,NULL,3,NULL,1,NULL,1795871805,1795871835,157550863008004,NULL,NULL,NULL,NULL,X'2994ECF3D3B39BCE94066281832AB1F5');
INSERT INTO "event" VALUES(16,1795871805,'make_grant',1,1,1,4,NULL,1,NULL,1795871805,NULL,NULL,3,1,NULL,X'037D1E9F87314ABEE03BA145ECE0AD9D',X'4BD7552A323B255C21326F6A9FE09895');
INSERT INTO "event" VALUES(17,1795871805,'spend_code',1,NULL,NULL,4,NULL,1,NULL,1795871805,1795871835,187216509248821,NULL,NULL,NULL,NULL,X'BACE3764B3E6672ADE493A3D1B228AD7');
INSERT INTO "event" VALUES(18,1795871805,'rotate_grant',NULL,NULL,NULL,4,NULL,NULL,1,1795871805,NULL,NULL,NULL,NULL,NULL,NULL,X'57FED1F7EEF632C2C8A821A417A16ADE');
INSERT INTO "event" VALUES(19,1795871805,'end_grant',NULL,NULL,NULL,4,'client',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'0FC3D75EF4B7374B8DB822086DAFF49A');
INSERT INTO "event" VALUES(20,1795871805,'make_grant',1,1,1,5,NULL,1,NULL,1795871805,NULL,NULL,4,1,NULL,X'AA3E6ACF1D0A458CD8C45B8FD7B811EC',X'B326423DB321F231B3D8090ED1D86626');
INSERT INTO "event" VALUES(21,1795871805,'spend_code',1,NULL,NULL,5,NULL,1,NULL,1795871805,1795871835,61157973422159,NULL,NULL,NULL,NULL,X'AB800F17065C444D30676921B827DB33');
INSERT INTO "event" VALUES(22,1795871805,'make_grant',1,1,1,6,NULL,1,NULL,1795871805,NULL,NULL,5,1,NULL,X'3E97A10245B548C521BE248F2ABA5B4F',X'13847A5A627F9FBC989D7CDBDB17A6B0');
INSERT INTO "event" VALUES(23,1795871805,'spend_code',1,NULL,NULL,6,NULL,1,NULL,1795871805,1795871835,192924510470355,NULL,NULL,NULL,NULL,X'9D09DDB350C1F762D7DC3C98B9C9857A');
INSERT INTO "event" VALUES(24,1795871806,'revoke_access',NULL,NULL,NULL,6,NULL,NULL,NULL,NULL,1795875405,250664555567766,NULL,NULL,NULL,NULL,X'AA28A1F715E38C92C6C99FC244879149');
INSERT INTO "event" VALUES(25,1795871806,'end_grant',NULL,NULL,NULL,6,'client',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'068C586CB4EAC14B1A1EE147E9BE915A');
INSERT INTO "event" VALUES(26,1799327806,'spend_code',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1799327806,1799328406,97303251787956,NULL,NULL,NULL,NULL,X'B97D490AE6B0F9AA859E5D590287DB11');
INSERT INTO "event" VALUES(27,1799327806,'make_grant',1,1,1,7,NULL,1,NULL,1799327806,NULL,NULL,6,1,NULL,X'328E24AFAE20BEC0921DAAB0779D37A2',X'6BFF6E480A292ECA9D7E30A0EC980C9C');
INSERT INTO "event" VALUES(28,1799327806,'spend_code',1,NULL,NULL,7,NULL,1,NULL,1799327806,1799327836,19686296186999,NULL,NULL,NULL,NULL,X'85A4AD660C2F59A86B3BF40453AA1403');
INSERT INTO "event" VALUES(29,1799327806,'rotate_grant',NULL,NULL,NULL,7,NULL,NULL,1,1799327806,NULL,NULL,NULL,NULL,NULL,NULL,X'63DC8CB32C78A7D20E81F67B69690D98');
INSERT INTO "event" VALUES(30,1799327806,'make_grant',1,1,1,8,NULL,1,NULL,1799327806,NULL,NULL,7,1,NULL,X'91DBBAFE742A48E92C508F4AB87249BB',X'D52968E3279CCA234C166D2A2AE1951F');
INSERT INTO "event" VALUES(31,1799327806,'spend_code',1,NULL,NULL,8,NULL,1,NULL,1799327806,1799327836,208074591727844,NULL,NULL,NULL,NULL,X'98BA45E99454E1CC5351AD64C0F91CFE');
INSERT INTO "event" VALUES(32,1799327806,'revoke_access',NULL,NULL,NULL,8,NULL,NULL,NULL,NULL,1799331406,229029744656260,NULL,NULL,NULL,NULL,X'615CDD89594F1B752220B29699056B46');
INSERT INTO "event" VALUES(33,1799327806,'end_grant',NULL,NULL,NULL,8,'client',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'A2C948DADE2971AE70F4A82720C706D7');
INSERT INTO "event" VALUES(34,1799327806,'make_grant',1,1,1,9,NULL,1,NULL,1799327806,NULL,NULL,8,1,NULL,X'2B23DC4679EBF5B84409C2B062BE84A6',X'18E16A9216DAF0F7F75E95EB70A338CC');
INSERT INTO "event" VALUES(35,1799327806,'spend_code',1,NULL,NULL,9,NULL,1,NULL,1799327806,1799327836,129000600620056,NULL,NULL,NULL,NULL,X'7844387DE9E864C9F20BEFB4A0215370');
INSERT INTO "event" VALUES(36,1799327806,'make_grant',1,1,1,10,NULL,1,NULL,1799327806,NULL,NULL,9,1,NULL,X'8D11A851B2DEBFA45F331C25D94CFB5A',X'DB6E8C0AF1F90ACD5A5AAC79A8ACB2A2');
INSERT INTO "event" VALUES(37,1799327806,'spend_code',1,NULL,NULL,10,NULL,1,NULL,1799327806,1799327836,203675598658928,NULL,NULL,NULL,NULL,X'5785F61C525A881C7573DFD7A6745783');
INSERT INTO "event" VALUES(38,1799327807,'rotate_grant',NULL,NULL,NULL,10,NULL,NULL,1,1799327807,NULL,NULL,NULL,NULL,NULL,NULL,X'E2ED48EF4863F84447FEB9B51FD79C18');
INSERT INTO "event" VALUES(39,1799327807,'end_grant',NULL,NULL,NULL,10,'client',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'E3BFA988E166635B397917E47B1459D9');
INSERT INTO "event" VALUES(40,1799327807,'make_grant',1,1,1,11,NULL,1,NULL,1799327807,NULL,NULL,10,1,NULL,X'92B6876F5BBB545FB0560F945626FE31',X'83F750C34F34E97055F93CA608C4ACC7');
INSERT INTO "event" VALUES(41,1799327807,'spend_code',1,NULL,NULL,11,NULL,1,NULL,1799327807,1799327837,162024754222947,NULL,NULL,NULL,NULL,X'CB091E491392C6E9F880095721667D99');
INSERT INTO "event" VALUES(42,1799327807,'make_grant',1,1,1,12,NULL,1,NULL,1799327807,NULL,NULL,11,1,NULL,X'51C1FCAC246B3E4426EB4CBBB987AD78',X'FD7C41BAE6371F3DA1F83DDA092681CD');
INSERT INTO "event" VALUES(43,1799327807,'spend_code',1,NULL,NULL,12,NULL,1,NULL,1799327807,1799327837,97286768183172,NULL,NULL,NULL,NULL,X'05F48DF7B68468E754A99675F6BBC611');
INSERT INTO "event" VALUES(44,1799327807,'revoke_access',NULL,NULL,NULL,12,NULL,NULL,NULL,NULL,1799331407,211713010675163,NULL,NULL,NULL,NULL,X'9F473F408E5C5A491C6863A6403AF399');
INSERT INTO "event" VALUES(45,1799327807,'end_grant',NULL,NULL,NULL,12,'client',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'88CD6E29F89AA3CD1CEFB29AE1A9308D');
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
INSERT INTO "grant" VALUES(1,1,1,1,1,1,7,9,1795871805,NULL,NULL,NULL,NULL,1,9,1795871805,NULL,X'9AE213932FE222BB8D8726CC8262170B');
INSERT INTO "grant" VALUES(2,1,1,1,1,1,10,13,1795871805,NULL,13,'client',NULL,NULL,10,1795871805,1,X'8226494DB38C133EDA83605128CA12AA');
INSERT INTO "grant" VALUES(3,1,1,1,1,1,14,14,1795871805,NULL,NULL,NULL,NULL,NULL,14,1795871805,2,X'6A6D7B1ECCD544360CC4CB06E5269F50');
INSERT INTO "grant" VALUES(4,1,1,1,1,1,16,19,1795871805,NULL,19,'client',NULL,1,18,1795871805,3,X'037D1E9F87314ABEE03BA145ECE0AD9D');
INSERT INTO "grant" VALUES(5,1,1,1,1,1,20,20,1795871805,NULL,NULL,NULL,NULL,NULL,20,1795871805,4,X'AA3E6ACF1D0A458CD8C45B8FD7B811EC');
INSERT INTO "grant" VALUES(6,1,1,1,1,1,22,25,1795871805,NULL,25,'client',NULL,NULL,22,1795871805,5,X'3E97A10245B548C521BE248F2ABA5B4F');
INSERT INTO "grant" VALUES(7,1,1,1,1,1,27,29,1799327806,NULL,NULL,NULL,NULL,1,29,1799327806,6,X'328E24AFAE20BEC0921DAAB0779D37A2');
INSERT INTO "grant" VALUES(8,1,1,1,1,1,30,33,1799327806,NULL,33,'client',NULL,NULL,30,1799327806,7,X'91DBBAFE742A48E92C508F4AB87249BB');
INSERT INTO "grant" VALUES(9,1,1,1,1,1,34,34,1799327806,NULL,NULL,NULL,NULL,NULL,34,1799327806,8,X'2B23DC4679EBF5B84409C2B062BE84A6');
INSERT INTO "grant" VALUES(10,1,1,1,1,1,36,39,1799327806,NULL,39,'client',NULL,1,38,1799327807,9,X'8D11A851B2DEBFA45F331C25D94CFB5A');
INSERT INTO "grant" VALUES(11,1,1,1,1,1,40,40,1799327807,NULL,NULL,NULL,NULL,NULL,40,1799327807,10,X'92B6876F5BBB545FB0560F945626FE31');
INSERT INTO "grant" VALUES(12,1,1,1,1,1,42,42,1799327807,NULL,NULL,NULL,NULL,NULL,42,1799327807,11,X'51C1FCAC246B3E4426EB4CBBB987AD78');
CREATE TABLE key(id INTEGER PRIMARY KEY, state TEXT NOT NULL, made_time INTEGER NOT NULL) STRICT;
INSERT INTO "key" VALUES(1,'issue',1795871802);
CREATE TABLE revoked_token(
  sequence INTEGER PRIMARY KEY,
  grant_id INTEGER NOT NULL, serial INTEGER NOT NULL, expires INTEGER NOT NULL
) STRICT;
INSERT INTO "revoked_token" VALUES(12,2,57289378071126,1795875405);
INSERT INTO "revoked_token" VALUES(24,6,250664555567766,1795875405);
INSERT INTO "revoked_token" VALUES(32,8,229029744656260,1799331406);
CREATE TABLE scope_list(id INTEGER PRIMARY KEY, scopes TEXT NOT NULL) STRICT;
INSERT INTO "scope_list" VALUES(1,'payments.read');
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
INSERT INTO "server" VALUES(1,5836995880412251093,0,0,0,0,43,1,12,1799327807);
CREATE TABLE spent_code(
  sequence INTEGER PRIMARY KEY,
  serial INTEGER NOT NULL, client INTEGER, grant_id INTEGER,
  made_grant INTEGER NOT NULL, spent_time INTEGER NOT NULL, expires INTEGER NOT NULL
) STRICT;
INSERT INTO "spent_code" VALUES(5,258004051178793,NULL,NULL,0,1795871805,1795872405);
INSERT INTO "spent_code" VALUES(8,33388922956889,1,1,1,1795871805,1795871835);
INSERT INTO "spent_code" VALUES(11,224087592067729,1,2,1,1795871805,1795871835);
INSERT INTO "spent_code" VALUES(15,157550863008004,1,3,1,1795871805,1795871835);
INSERT INTO "spent_code" VALUES(17,187216509248821,1,4,1,1795871805,1795871835);
INSERT INTO "spent_code" VALUES(21,61157973422159,1,5,1,1795871805,1795871835);
INSERT INTO "spent_code" VALUES(23,192924510470355,1,6,1,1795871805,1795871835);
INSERT INTO "spent_code" VALUES(26,97303251787956,NULL,NULL,0,1799327806,1799328406);
INSERT INTO "spent_code" VALUES(28,19686296186999,1,7,1,1799327806,1799327836);
INSERT INTO "spent_code" VALUES(31,208074591727844,1,8,1,1799327806,1799327836);
INSERT INTO "spent_code" VALUES(35,129000600620056,1,9,1,1799327806,1799327836);
INSERT INTO "spent_code" VALUES(37,203675598658928,1,10,1,1799327806,1799327836);
INSERT INTO "spent_code" VALUES(41,162024754222947,1,11,1,1799327807,1799327837);
INSERT INTO "spent_code" VALUES(43,97286768183172,1,12,1,1799327807,1799327837);
CREATE TABLE subject(
  id INTEGER PRIMARY KEY,
  deleted INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  cut_all INTEGER NOT NULL, cut_access INTEGER NOT NULL,
  seal_secret BLOB NOT NULL,
  record TEXT NOT NULL,  -- JSON
  name TEXT GENERATED ALWAYS AS (json_extract(record, '$.name')) VIRTUAL
) STRICT;
INSERT INTO "subject" VALUES(1,0,4,4,0,0,X'25C18D49767C79988E6A79FFC60C1767','{"name":"A merchant","email":"","locale":"en_US","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}');
COMMIT;
