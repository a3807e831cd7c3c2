package labwire.smtp.store;

import labwire.smtp.store.Journal.Position;

/** A kept message, and where its content is to be found. */
final class Entry {

    private enum Place {
        /** In the journal alone: tried → MAYBE_FILED, filed → FILED. */
        JOURNAL,
        /** In the journal, and perhaps in some of its Maildirs: filed → FILED. */
        MAYBE_FILED,
        /** In its Maildirs and in the index. */
        FILED
    }

    private static final Position NOWHERE = new Position(0, 0, 0);

    private final MailSummary summary;
    private final Position position;
    private volatile Place place;

    private Entry(MailSummary summary, Position position, Place place) {
        this.summary = summary;
        this.position = position;
        this.place = place;
    }

    /** A message just taken in. */
    static Entry accepted(MailSummary summary, Position position) {
        return new Entry(summary, position, Place.JOURNAL);
    }

    /** A message found in a journal from before. */
    static Entry replayed(MailSummary summary, Position position) {
        return new Entry(summary, position, Place.MAYBE_FILED);
    }

    /** A message found in the index. */
    static Entry indexed(MailSummary summary) {
        return new Entry(summary, NOWHERE, Place.FILED);
    }

    MailSummary summary() {
        return summary;
    }

    Position position() {
        return position;
    }

    boolean isFiled() {
        return place == Place.FILED;
    }

    boolean mayBeFiled() {
        return place != Place.JOURNAL;
    }

    void setMayBeFiled() {
        place = Place.MAYBE_FILED;
    }

    void setFiled() {
        place = Place.FILED;
    }
}
