package labwire.dash.server.site;

import labwire.dash.server.http.Response;

/** A response, and what it was about. */
public record Answer(Response response, Kind kind) {}
