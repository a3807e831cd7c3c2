package labwire.dash.media;

import java.util.List;
import java.util.Optional;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.EditListBox;
import labwire.dash.isobmff.Mp4Exception;

/**
 * What an edit list says, if it is one of those that packaging can keep: perhaps an empty edit, which delays the track,
 * then perhaps one edit, which says where in the media it begins. All in the media's ticks.
 *
 * @param delay of the beginning
 * @param mediaTime the composition time that is presented first
 * @param duration of what is presented, {@link #TO_THE_END} if not limited
 */
record Edit(long delay, long mediaTime, long duration) {
    static final long TO_THE_END = Long.MAX_VALUE;

    static final Edit NONE = new Edit(0, 0, TO_THE_END);

    /** Times beyond these ticks would overflow in sums; at 10 MHz they are 3,600 years. */
    static final long MAX_TICKS = 1L << 60;

    static Edit of(Optional<EditListBox> list, long movieTimescale, long mediaTimescale, BoxPath path)
            throws Mp4Exception {
        List<EditListBox.Edit> edits = list.map(EditListBox::edits).orElse(List.of());
        long delay = 0;
        int next = 0;
        if (!edits.isEmpty() && edits.get(0).mediaTime() == EditListBox.Edit.EMPTY) {
            delay = ticks(edits.get(0).duration(), mediaTimescale, movieTimescale, path);
            next = 1;
        }
        if (edits.size() > next + 1) {
            throw new Mp4Exception(path, edits.size() + " edits (expected: at most an empty one and one of the media)");
        }
        if (edits.size() == next) {
            return new Edit(delay, 0, TO_THE_END);
        }
        EditListBox.Edit edit = edits.get(next);
        if (edit.rate() != EditListBox.Edit.NORMAL_RATE || edit.mediaTime() < 0 || edit.mediaTime() > MAX_TICKS) {
            throw new Mp4Exception(
                    path,
                    "media time " + edit.mediaTime() + " at rate " + edit.rate() / 65536.0
                            + " (expected: a time from 0 on at rate 1)");
        }
        long duration =
                edit.duration() == 0 ? TO_THE_END : ticks(edit.duration(), mediaTimescale, movieTimescale, path);
        return new Edit(delay, edit.mediaTime(), duration);
    }

    private static long ticks(long movieTicks, long mediaTimescale, long movieTimescale, BoxPath path)
            throws Mp4Exception {
        double ticks = (double) movieTicks * mediaTimescale / movieTimescale;
        if (movieTicks < 0 || ticks > MAX_TICKS) {
            throw new Mp4Exception(path, "an edit of " + movieTicks + " ticks (expected: 0 to 2^60)");
        }
        boolean overflows = Math.multiplyHigh(movieTicks, mediaTimescale) != 0;
        return overflows ? (long) ticks : Long.divideUnsigned(movieTicks * mediaTimescale, movieTimescale);
    }
}
