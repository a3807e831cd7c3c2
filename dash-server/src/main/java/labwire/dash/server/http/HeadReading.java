package labwire.dash.server.http;

/** What {@link RequestHeadReader#read} has come to: more is needed, a {@link RequestHead}, or a {@link Refusal}. */
public sealed interface HeadReading permits HeadReading.Unfinished, RequestHead, Refusal {
    /** The head is not there as a whole. */
    enum Unfinished implements HeadReading {
        NOTHING_YET,
        SOME
    }
}
