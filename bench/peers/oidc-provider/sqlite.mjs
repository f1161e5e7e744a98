// The adapter's contract over SQLite, each change durable before it resolves.
import Database from 'better-sqlite3';

export function open(path) {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`
    CREATE TABLE IF NOT EXISTS entry
      (key TEXT PRIMARY KEY, grant_id TEXT, payload TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS entry_grant ON entry (grant_id) WHERE grant_id IS NOT NULL;`);
  const put = database.prepare(`INSERT INTO entry VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET grant_id = excluded.grant_id, payload = excluded.payload`);
  const get = database.prepare('SELECT payload FROM entry WHERE key = ?').pluck();
  const consume = database.prepare(
    "UPDATE entry SET payload = json_set(payload, '$.consumed', unixepoch()) WHERE key = ?");
  const remove = database.prepare('DELETE FROM entry WHERE key = ?');
  const removeGrant = database.prepare('DELETE FROM entry WHERE grant_id = ? AND key LIKE ?');

  return class Sqlite {
    constructor(model) { this.model = model; }

    key(id) { return `${this.model}:${id}`; }

    async upsert(id, payload) {
      put.run(this.key(id), payload.grantId ?? null, JSON.stringify(payload));
    }

    async find(id) {
      const payload = get.get(this.key(id));
      return payload && JSON.parse(payload);
    }

    async consume(id) { consume.run(this.key(id)); }

    async destroy(id) { remove.run(this.key(id)); }

    async revokeByGrantId(grantId) { removeGrant.run(grantId, `${this.model}:%`); }
  };
}
