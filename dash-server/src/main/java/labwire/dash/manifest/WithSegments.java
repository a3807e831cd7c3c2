package labwire.dash.manifest;

import java.util.List;
import java.util.Optional;

/**
 * A level at which base URLs and segments may be described: what is below inherits them.
 *
 * @param <S> the view itself
 */
public sealed interface WithSegments<S extends MpdElement<S>> extends MpdElement<S>
        permits Period, AdaptationSet, Representation {
    /** Alternatives, best first. */
    default List<BaseUrl> baseUrls() {
        return children(BaseUrl.NAME, BaseUrl::new);
    }

    default Optional<SegmentBase> segmentBase() {
        return child(SegmentBase.NAME, SegmentBase::new);
    }

    default Optional<SegmentList> segmentList() {
        return child(SegmentList.NAME, SegmentList::new);
    }

    default Optional<SegmentTemplate> segmentTemplate() {
        return child(SegmentTemplate.NAME, SegmentTemplate::new);
    }
}
