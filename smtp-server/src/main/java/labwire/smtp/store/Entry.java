package labwire.smtp.store;

import labwire.smtp.store.Journal.Position;

/** A kept message, and where its content is to be found. */
final class Entry {

    private enum Place {
        /** In the journal alone: tried → MAYBE_FILED, filed → FILED, deleted → DELETED. */
        JOURNAL,
        /** In the journal, and perhaps in some of its mailboxes: filed → FILED, deleted → DELETED. */
        MAYBE_FILED,
        /** In its mailboxes and in the index: deleted → DELETED. */
        FILED,
        /** Nowhere, and never to be filed. */
        DELETED
    }

    private static final Position NOWHERE = new Position(0, 0, 0, "");

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

    String id() {
        return summary.id();
    }

    Position position() {
        return position;
    }

    boolean isFiled() {
        return place == Place.FILED;
    }

    boolean isDeleted() {
        return place == Place.DELETED;
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

    void setDeleted() {
        place = Place.DELETED;
    }
}
