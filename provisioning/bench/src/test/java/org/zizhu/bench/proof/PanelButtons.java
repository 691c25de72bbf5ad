package org.zizhu.bench.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The control panel as its page in the browser uses it. */
record PanelButtons(URI panel) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** The things that are devices of the unit, by their id on the panel: their names in the wiring file. */
    Map<String, String> devices() throws IOException, InterruptedException {
        Map<String, String> devices = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> thing : state().properties()) {
            if (thing.getValue().get("page").isString()) {
                String page = thing.getValue().get("page").asString();
                devices.put(thing.getKey(), page.substring(page.indexOf('#') + 1));
            }
        }
        return devices;
    }

    /** The ids of a thing's buttons of that kind that can be pressed now. */
    List<String> of(String gadget, String kind) throws IOException, InterruptedException {
        return state().get(gadget)
                .get("face")
                .get("buttons")
                .valueStream()
                .filter(button -> button.get("kind").asString().equals(kind))
                .filter(button -> button.get("enabled").asBoolean())
                .map(button -> button.get("id").asString())
                .toList();
    }

    void press(String gadget, String button, String argument) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(panel.resolve("/do/" + gadget + "/" + button))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(argument)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(gadget + "/" + button + " is refused: " + answer.body());
        }
    }

    private JsonNode state() throws IOException, InterruptedException {
        return get(panel.resolve("/state")).get("gadgets");
    }

    static JsonNode get(URI address) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                        .body());
    }
}
