package dev.culprit.query.gateway;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.project.ProjectQueries;
import dev.culprit.query.rate.RateWindow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How many requests the gateways of a project served, and how many of them failed. */
public final class GatewayEndpoint implements Endpoint {
  private static final int MOST_ROWS = 100;
  private static final int MOST_SLICES = 30;

  private final RequestQueries queries;
  private final ProjectQueries projects;
  private final Clock clock;

  public GatewayEndpoint(Pool reader, ProjectQueries projects, Clock clock) {
    this.queries = new RequestQueries(reader);
    this.projects = projects;
    this.clock = clock;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("getGatewayRate", request -> filter(request).compose(this::rate))
        .on(
            "getGatewayBreakdown",
            request ->
                filter(request)
                    .compose(filter -> breakdown(filter, Breakdown.of(request.text("by", "")))));
  }

  private Future<RequestFilter> filter(ApiRequest request) {
    RateWindow window =
        RateWindow.of(
            request.text("bucket", "hour"),
            request.text("from"),
            request.text("to"),
            clock.instant());
    return projects
        .resolve(request.pathText("project"))
        .map(project -> RequestFilter.of(project.id(), window, request));
  }

  private Future<Answer> rate(RequestFilter filter) {
    return queries
        .series(filter)
        .map(
            series -> {
              JsonArray data = new JsonArray();
              for (int i = 0; i < series.length; i++) {
                data.add(
                    series[i].addTo(new JsonObject().put("at", filter.window().at(i).toString())));
              }
              RequestCounts total =
                  Arrays.stream(series).reduce(RequestCounts.NONE, RequestCounts::plus);
              return Answer.ok(
                  window(filter).put("total", total.addTo(new JsonObject())).put("data", data));
            });
  }

  private Future<Answer> breakdown(RequestFilter filter, Breakdown by) {
    int bucketsOfSlice = RequestQueries.slices(filter.window().size(), MOST_SLICES);
    return queries
        .parts(filter, by, MOST_ROWS + 1)
        .compose(
            found -> {
              List<RequestQueries.Part> parts = found.subList(0, Math.min(found.size(), MOST_ROWS));
              return queries
                  .slices(filter, by, parts, bucketsOfSlice)
                  .map(
                      slices ->
                          window(filter)
                              .put("by", by.text())
                              .put("is_cut", found.size() > MOST_ROWS)
                              .put("data", rows(filter, parts, slices, bucketsOfSlice)));
            })
        .map(Answer::ok);
  }

  private static JsonArray rows(
      RequestFilter filter,
      List<RequestQueries.Part> parts,
      Map<String, RequestCounts[]> slices,
      int bucketsOfSlice) {
    int size = RequestQueries.slices(filter.window().size(), bucketsOfSlice);
    JsonArray rows = new JsonArray();
    for (RequestQueries.Part part : parts) {
      RequestCounts[] series = slices.getOrDefault(part.value(), RequestQueries.none(size));
      JsonArray small = new JsonArray();
      for (int i = 0; i < series.length; i++) {
        small.add(
            new JsonObject()
                .put("at", filter.window().at(i * bucketsOfSlice).toString())
                .put("requests", series[i].requests())
                .put("server_errors", series[i].serverErrors()));
      }
      rows.add(
          part.counts().addTo(new JsonObject().put("value", part.value())).put("series", small));
    }
    return rows;
  }

  private static JsonObject window(RequestFilter filter) {
    return new JsonObject()
        .put("bucket", filter.window().bucket().text())
        .put("from", filter.window().from().toString())
        .put("to", filter.window().to().toString());
  }
}
