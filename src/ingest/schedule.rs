//! Work on several threads, with its results in the order of the work and with a bound on what is under way at once.

use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};

/// How many threads may work, and how much weight may be under way; what is heavier goes alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) threads: NonZeroUsize,
    pub(super) weight: u64,
}

/// Does `work` for every index of `weights`, the heaviest first, and hands the results to `take` in the order of the
/// indices, in the calling thread. With one thread nothing but the order of the work differs.
pub(super) fn in_order<T: Send>(
    weights: &[u64],
    room: Room,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T),
) {
    let threads = room.threads.get().min(weights.len());
    if threads <= 1 {
        (0..weights.len()).for_each(|index| take(index, work(index)));
        return;
    }
    let queue = Queue::new(weights, room.weight);
    let (done, results) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (queue, work, done) = (&queue, &work, done.clone());
            scope.spawn(move || {
                while let Some(turn) = queue.next() {
                    // Nobody listens any more when the calling thread has panicked.
                    let _ = done.send((turn.index, work(turn.index)));
                }
            });
        }
        drop(done);
        let mut waiting: Vec<Option<T>> = weights.iter().map(|_| None).collect();
        let mut next = 0;
        for (index, result) in results {
            waiting[index] = Some(result);
            while let Some(result) = waiting.get_mut(next).and_then(Option::take) {
                take(next, result);
                next += 1;
            }
        }
    });
}

/// What is to be done, the heaviest first.
struct Queue<'a> {
    weights: &'a [u64],
    most: u64,
    state: Mutex<State>,
    freed: Condvar,
}

struct State {
    /// The next to be done last.
    open: Vec<usize>,
    under_way: u64,
}

/// One piece of work under way; its weight is free again when it ends, also in a panic.
struct Turn<'a> {
    queue: &'a Queue<'a>,
    index: usize,
}

impl<'a> Queue<'a> {
    fn new(weights: &'a [u64], most: u64) -> Self {
        let mut open: Vec<usize> = (0..weights.len()).collect();
        open.sort_by_key(|&index| (weights[index], std::cmp::Reverse(index)));
        Self { weights, most, state: Mutex::new(State { open, under_way: 0 }), freed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The heaviest that there is room for; waits for room, and is `None` when all is begun.
    fn next(&'a self) -> Option<Turn<'a>> {
        let mut state = self.state();
        while !state.open.is_empty() {
            let left = self.most.saturating_sub(state.under_way);
            let fits = |&index: &usize| state.under_way == 0 || self.weights[index] <= left;
            if let Some(at) = state.open.iter().rposition(fits) {
                let index = state.open.remove(at);
                state.under_way += self.weights[index];
                return Some(Turn { queue: self, index });
            }
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        None
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.queue.state().under_way -= self.queue.weights[self.index];
        self.queue.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    fn room(threads: usize, weight: u64) -> Room {
        Room { threads: NonZeroUsize::new(threads).unwrap(), weight }
    }

    #[test]
    fn results_come_in_the_order_of_the_work_whoever_is_faster() {
        let weights = [1, 5, 3, 9, 0, 2, 7];
        for threads in [1, 2, 4, 16] {
            let mut seen = Vec::new();
            let work = |index: usize| {
                std::thread::sleep(Duration::from_millis(weights[index]));
                index * 10
            };
            in_order(&weights, room(threads, 100), work, |index, result| seen.push((index, result)));
            assert_eq!(seen, (0..weights.len()).map(|index| (index, index * 10)).collect::<Vec<_>>(), "{threads}");
        }
        in_order(&[], room(4, 1), |_| (), |_, ()| panic!("there is no work"));
    }

    #[test]
    fn no_more_is_under_way_than_there_is_room_for_and_what_is_heavier_goes_alone() {
        let weights = [4, 4, 30, 4, 1, 1, 4, 25];
        let (now, most, beside_heavy) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
        let work = |index: usize| {
            let under_way = now.fetch_add(weights[index], Ordering::SeqCst) + weights[index];
            if weights[index] > 8 {
                beside_heavy.fetch_max(under_way - weights[index], Ordering::SeqCst);
            } else {
                most.fetch_max(under_way, Ordering::SeqCst);
            }
            std::thread::sleep(Duration::from_millis(3));
            now.fetch_sub(weights[index], Ordering::SeqCst);
        };
        let mut number = 0;
        in_order(&weights, room(8, 8), work, |_, ()| number += 1);
        assert_eq!(number, weights.len());
        assert!(most.into_inner() <= 8);
        assert_eq!(beside_heavy.into_inner(), 0);
    }

    #[test]
    fn as_many_pieces_are_under_way_as_there_are_threads() {
        let meeting = (Mutex::new(0), Condvar::new());
        let work = |_| {
            let mut here = meeting.0.lock().unwrap();
            *here += 1;
            meeting.1.notify_all();
            // Each waits for the other two; alone it would wait in vain.
            let (here, _) = meeting.1.wait_timeout_while(here, Duration::from_secs(30), |here| *here < 3).unwrap();
            *here
        };
        let mut met = Vec::new();
        in_order(&[1; 3], room(3, 3), work, |_, here| met.push(here));
        assert_eq!(met, [3; 3]);
    }

    #[test]
    fn a_panic_in_one_piece_ends_all_and_hangs_nothing() {
        let work = |index: usize| assert!(index != 2, "piece {index}");
        let ended = std::panic::catch_unwind(|| in_order(&[9; 5], room(2, 9), work, |_, ()| ()));
        assert!(ended.is_err());
    }
}
