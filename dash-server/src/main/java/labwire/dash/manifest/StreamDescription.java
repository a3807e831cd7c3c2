package labwire.dash.manifest;

import java.util.List;

/**
 * What adaptation sets and representations have in common (ISO/IEC 23009-1, 5.3.7).
 *
 * @param <S> the view itself
 */
public interface StreamDescription<S extends MpdElement<S>> extends MpdElement<S> {
    Attribute<String> PROFILES = Attribute.of("profiles", ValueType.STRING);
    Attribute<Long> WIDTH = Attribute.of("width", ValueType.UNSIGNED_INT);
    Attribute<Long> HEIGHT = Attribute.of("height", ValueType.UNSIGNED_INT);
    Attribute<Ratio> SAR = Attribute.of("sar", ValueType.ASPECT);
    Attribute<Ratio> FRAME_RATE = Attribute.of("frameRate", ValueType.FRAME_RATE);

    /** In hertz; two numbers are the least and the most. */
    Attribute<String> AUDIO_SAMPLING_RATE = Attribute.of("audioSamplingRate", ValueType.STRING);

    Attribute<String> MIME_TYPE = Attribute.of("mimeType", ValueType.STRING);

    /** As RFC 6381 has them, separated by commas. */
    Attribute<String> CODECS = Attribute.of("codecs", ValueType.STRING);

    Attribute<Long> START_WITH_SAP = Attribute.of("startWithSAP", ValueType.UNSIGNED_INT);
    Attribute<Double> MAX_PLAYOUT_RATE = Attribute.of("maxPlayoutRate", ValueType.DOUBLE);
    Attribute<Boolean> CODING_DEPENDENCY = Attribute.of("codingDependency", ValueType.BOOLEAN);
    Attribute<String> SCAN_TYPE = Attribute.of("scanType", ValueType.STRING);
    Attribute<Long> SELECTION_PRIORITY = Attribute.of("selectionPriority", ValueType.UNSIGNED_INT);

    List<Attribute<?>> COMMON_ATTRIBUTES = List.of(
            PROFILES,
            WIDTH,
            HEIGHT,
            SAR,
            FRAME_RATE,
            AUDIO_SAMPLING_RATE,
            MIME_TYPE,
            CODECS,
            START_WITH_SAP,
            MAX_PLAYOUT_RATE,
            CODING_DEPENDENCY,
            SCAN_TYPE,
            SELECTION_PRIORITY);

    default List<Descriptor> descriptors(Descriptor.Kind kind) {
        return children(kind.element(), Descriptor::new);
    }

    default List<EventStream> inbandEventStreams() {
        return children(EventStream.INBAND_EVENT_STREAM, EventStream::new);
    }

    default List<ProducerReferenceTime> producerReferenceTimes() {
        return children(ProducerReferenceTime.NAME, ProducerReferenceTime::new);
    }

    default List<Label> labels() {
        return children(Label.NAME, Label::new);
    }
}
