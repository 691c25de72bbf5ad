package org.zizhu.fleet.link;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.websocket.server.WebSocketCreator;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Peer;

/** How a unit's WebSocket begins. */
public final class Doors {

    /** Name and major version of the contract. */
    public static final String PROTOCOL = "zizhu.fleet.1";

    private final Links links;

    public Doors(Links links) {
        this.links = links;
    }

    /** Makes the socket of whoever has been judged to be this unit. */
    public WebSocketCreator creator(Peer peer) {
        return (request, response, callback) -> {
            if (!request.getSubProtocols().contains(PROTOCOL)) {
                Response.writeError(request, response, callback, HttpStatus.UPGRADE_REQUIRED_426);
                return null;
            }
            response.setAcceptedSubProtocol(PROTOCOL);
            return new UnitSocket(links, peer);
        };
    }

    /** How long the unit has to stay away for having flooded. */
    public Optional<Duration> barred(UnitId unit) {
        return links.barred(unit);
    }
}
