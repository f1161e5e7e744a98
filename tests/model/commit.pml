/* The order of commit, cache and answer: why no check that starts after an answered revocation says
 * active, whatever crashes (invariants 1 to 3 of ARCHITECTURE.md).
 *
 * One grant, one `access` cut-off, one refresh in flight, one check at a time. Each step below is
 * what other threads can see of a function:
 *
 *   append, sync   store/sqlite/sqlite_medium.cc  SqliteMedium::Apply (the COMMIT)
 *   apply          store/log/overlay.cc            Overlay::Apply, called by Store::WriteBatch
 *   publish        store/state/live_state.h        LiveState::Publish, called by Store::WriteBatch
 *   answer         store/store.cc                 Store::RunBatch, the completions
 *   restart        store/store_start.cc            Store::Recover
 *   mint           oauth/read_token.cc             ReadToken: Known() first, then LoadStanding
 *   check          oauth/standing.cc               KnowsAccessCuts
 *
 * Each WRONG_… puts one step in the wrong place; tests/model/run shows that spin then finds a way to
 * a living dead token.
 */

/* What the disk keeps: the last sequence, and the cut-off. */
byte disk_known = 1, disk_cut = 0;
/* Written to the log, its sync not yet returned. */
bool appended = false;

/* What readers see. */
byte known = 1, cut = 0;

bool waiting = false, answered = false, revoked_once = false;
bool crash = false;
byte crashes = 0;

/* The token that the refresh mints: what it knows, and which cut-off its records showed. */
bool minted = false;
byte token, saw_cut;

/* Some check has said that it is dead. */
bool told_dead = false;

inline Append() { appended = true }
inline Sync() { atomic { disk_known++; disk_cut = disk_known; appended = false } }
inline Apply() { cut = disk_known + (appended -> 1 : 0) }
inline Publish() { known = disk_known + (appended -> 1 : 0) }
inline Answer() { atomic { waiting = false; answered = true } }

active proctype Committer() {
  do
  :: {
       (waiting);
#ifdef WRONG_ANSWER_BEFORE_SYNC
       Append(); Answer(); Sync(); Apply(); Publish();
#elif defined(WRONG_APPLY_BEFORE_SYNC)
       Append(); Apply(); Publish(); Sync(); Answer();
#elif defined(WRONG_ANSWER_BEFORE_APPLY)
       Append(); Sync(); Answer(); Apply(); Publish();
#elif defined(WRONG_PUBLISH_BEFORE_APPLY)
       Append(); Sync(); Publish(); Apply(); Answer();
#else
       Append(); Sync(); Apply(); Publish(); Answer();
#endif
     } unless {
       atomic {
         (crash);
         /* Without its sync a write is there or it is not. */
         if
         :: appended -> disk_known++; disk_cut = disk_known
         :: true
         fi;
         appended = false;
         known = disk_known; cut = disk_cut;
         waiting = false; crash = false
       }
     }
  od
}

active proctype Revoker() {
  atomic { !crash -> waiting = true; revoked_once = true }
}

active proctype Refresh() {
#ifdef WRONG_KNOWN_AFTER_RECORDS
  saw_cut = cut;
  token = known;
#else
  token = known;
  saw_cut = cut;
#endif
  minted = true
}

active proctype Crasher() {
  do
  :: atomic { crashes < 2 && !crash -> crash = true; crashes++ }
  :: break
  od
}

active proctype Check() {
  bool was_answered, alive;
  do
  :: atomic { minted && !crash -> was_answered = answered };
     atomic {
       (!crash);
       alive = token >= cut;
       /* A token of records that did not show the cut-off is dead once that was answered. */
       assert(!(was_answered && saw_cut == 0 && alive));
       /* What was told dead stays dead. */
       assert(!(told_dead && alive));
       told_dead = told_dead || !alive
     }
  od
}

/* An answered change is on the disk. */
active proctype Durable() {
  do
  :: atomic { answered -> assert(disk_cut != 0) }; break
  od
}
