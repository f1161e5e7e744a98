/* Rotation: one successor per generation, however many present the same refresh token at once
 * (invariant 5 of ARCHITECTURE.md).
 *
 *   decide     oauth/refresh_token.cc   RefreshToken, on a grant that may be old by the commit
 *   check      store/log/preconditions.cc   GrantIsAtGeneration: the generation, and that it lives
 *   commit     store/store.cc          Store::RunBatch, one proposal after the other
 *   retry      store/commit_queue.cc    AnswerUnlessDecidedAgain: a conflict is decided again
 *
 * Three clients present generation 0; one of them goes on with the successor, which closes the
 * window; somebody revokes the grant at any time. The time that ends the window is a choice.
 */

#define CLIENTS 3

byte generation = 0;
bool ended = false;
bool window_over = false;
bool revocation_answered = false;

/* How often a generation was made. */
byte made[4];

inline Decide(presented) {
  seen = generation;
  dead = ended;
  if
  :: dead -> what = 0                                     /* refuse */
  :: !dead && presented == seen -> what = 1               /* rotate */
  :: !dead && presented + 1 == seen && !window_over -> what = 2 /* the same successor again */
  :: else -> what = 3                                     /* reuse: end the grant */
  fi
}

proctype Client(byte presented; bool goes_on) {
  byte seen, what, started_after;
  bool dead;
  started_after = revocation_answered;
again:
  /* The decision reads one consistent grant; the commit comes later. */
  atomic { Decide(presented) };
  if
  :: what == 1 ->
     atomic {
#ifdef WRONG_NO_PRECONDITION
       if
       :: true ->
#elif defined(WRONG_PRECONDITION_WITHOUT_LIFE)
       if
       :: generation == seen ->
#else
       if
       :: generation == seen && !ended ->
#endif
          /* A rotation of a grant whose end was answered before makes a token that must not be. */
          assert(!ended);
          generation++;
          made[generation]++;
          assert(made[generation] == 1);
          /* What is answered to generation n is generation n + 1. */
          assert(generation == presented + 1)
#ifndef WRONG_NO_PRECONDITION
       :: else -> goto again
#endif
       fi
     };
     assert(!started_after);
     if
     :: goes_on -> run Client(presented + 1, false)
     :: else
     fi
  :: what == 2 -> assert(seen == presented + 1)
  :: what == 3 -> ended = true
  :: what == 0
  fi
}

active proctype Clock() { window_over = true }

active proctype Revoker() {
  ended = true;
  revocation_answered = true
}

init {
  atomic {
    run Client(0, true);
    run Client(0, false);
    run Client(0, false)
  }
}
