-- A store of 0.1, made by writ init, app create, merchant create and token mint of the last commit before scopes were
-- records; all its events are still to be folded.
PRAGMA application_id = 0x57726974;
PRAGMA user_version = 1;
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
CREATE TABLE consent(
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL, subject INTEGER NOT NULL,
  scopes INTEGER NOT NULL,
  made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, made_time INTEGER NOT NULL,
  cut_all INTEGER, cut_access INTEGER,
  latest_grant INTEGER
) STRICT;
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
INSERT INTO "event" VALUES(1,1795854570,'make_key',NULL,NULL,NULL,NULL,NULL,1,1,1795854570,NULL,NULL,NULL,NULL,NULL,NULL,X'729CDFC8865FCE4AA95C8ECC788E12BB');
INSERT INTO "event" VALUES(2,1795854570,'make_client',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"name":"Every","redirect_uris":["https://a.example/cb"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write","secret_hashes":["52590c7402889858fd1784a5e6942eb5a80cb609ade29f1a3c6e98aaf660e075"]}',X'1AF333F39D08AF72F92C8210C7F62A40',X'BE53F5E91363486A8DE0D77B2BB10672');
INSERT INTO "event" VALUES(3,1795854571,'make_client',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"name":"Narrow","redirect_uris":["https://a.example/cb"],"preset":"mollie","enabled":true,"resource_server":false,"any_loopback_redirect":false,"scopes":"payments.read refunds.read","secret_hashes":["4fc516d2f6f6ae185241a7ee322b18db90b80cc8c099b797bdbdbb3c3c9e7b7b"]}',X'E4008E8DCC705FA9ACE3502A9B7107A8',X'4338C8EB0C1B909442EF3B0F6DB04F91');
INSERT INTO "event" VALUES(4,1795854571,'make_subject',NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"name":"M","email":"","locale":"en_US","street_and_number":"","postal_code":"","city":"","country":"","registration_number":"","vat_number":"","enabled":true}',X'7E5097A9C33C81398642E8945EEF3F8A',X'02A851DE36E23FA2ED2C03AFE0BF3892');
INSERT INTO "event" VALUES(5,1795854582,'give_consent',1,1,1,NULL,NULL,NULL,NULL,1795854582,NULL,NULL,5,1,NULL,NULL,X'2FD7F7B4F760308E7946D79E8A3775A8');
INSERT INTO "event" VALUES(6,1795854582,'make_grant',1,1,1,1,NULL,1,NULL,1795854582,NULL,NULL,NULL,1,NULL,X'B59A6A4C437DC4504D71136CEE067BA7',X'D215D5B52776B5BFA2B5282E6EE51E47');
INSERT INTO "event" VALUES(7,1795854582,'spend_code',1,NULL,NULL,1,NULL,1,NULL,1795854582,1795854612,190486354462568,NULL,NULL,NULL,NULL,X'C4123FDB60B336B18E4A5D9BCC9ECF30');
INSERT INTO "event" VALUES(8,1795854583,'spend_code',1,NULL,NULL,1,NULL,NULL,NULL,1795854583,1795854613,27294523863887,NULL,NULL,NULL,NULL,X'27348932CBC0D4987760B34EAA9F65BF');
INSERT INTO "event" VALUES(9,1795854583,'give_consent',2,1,2,NULL,NULL,NULL,NULL,1795854583,NULL,NULL,9,2,NULL,NULL,X'1A360D26791A2F2558B9063A10CBFE9A');
INSERT INTO "event" VALUES(10,1795854583,'make_grant',2,1,2,2,NULL,1,NULL,1795854583,NULL,NULL,NULL,2,NULL,X'98CDE0679EC2DC2E82C1AF2AFDFE5838',X'3D59F22ECE6F33C4AED0F47E687B06F4');
INSERT INTO "event" VALUES(11,1795854583,'spend_code',2,NULL,NULL,2,NULL,1,NULL,1795854583,1795854613,133048715149944,NULL,NULL,NULL,NULL,X'529F5CD0E7594830C21EFCF4600411D8');
INSERT INTO "event" VALUES(12,1795854584,'make_grant',NULL,1,NULL,3,NULL,3,NULL,1795854584,NULL,NULL,NULL,1,NULL,X'0527591FB4710640059D36972C879FEE',X'5EA0553248381377BB7025B36DBD7080');
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
CREATE TABLE key(id INTEGER PRIMARY KEY, state TEXT NOT NULL, made_time INTEGER NOT NULL) STRICT;
CREATE TABLE revoked_token(
  sequence INTEGER PRIMARY KEY,
  grant_id INTEGER NOT NULL, serial INTEGER NOT NULL, expires INTEGER NOT NULL
) STRICT;
CREATE TABLE scope_list(id INTEGER PRIMARY KEY, scopes TEXT NOT NULL) STRICT;
INSERT INTO "scope_list" VALUES(1,'balances.read balance-reports.read balance-transfers.read balance-transfers.write business-account-draft-transfers.read business-account-draft-transfers.write business-account-payee-verifications.write business-account-transfers.read business-account-transfers.write business-accounts.read clients.read clients.write customers.read customers.write disputes.read disputes.write events.read external-accounts.read external-accounts.write files.read files.write invoices.read mandates.read mandates.write onboarding.read onboarding.write orders.read orders.write organizations.read organizations.write payment-links.read payment-links.write payments.read payments.write payouts.read payouts.write persons.read persons.write pricing-rates.read pricing-rates.write pricing-segments.read pricing-segments.write profiles.read profiles.write refunds.read refunds.write sales-invoices.read sales-invoices.write sessions.read sessions.write settlements.read shipments.read shipments.write subscriptions.read subscriptions.write terminals.read terminals.write unmatched-credit-transfers.read unmatched-credit-transfers.write webhooks.read webhooks.write');
INSERT INTO "scope_list" VALUES(2,'payments.read refunds.read');
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
INSERT INTO "server" VALUES(1,6151455572635766709,0,0,0,0,0,0,0,0);
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
COMMIT;
