package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;

/** Who may come in, people and programs. */
class PeoplePagesTest extends AtTheCentre {

    @Test
    void anAdministratorAddsAndRemovesPeople_ofTheirOwnDivisionOnly() {
        signIn("furong-head", Role.ADMINISTRATOR, FURONG);
        String csrf = Centre.csrf(centre.get("/people"));
        HttpResponse<String> added = centre.post(
                "/people", "csrf", csrf, "deed", "add", "name", "li", "role", "operator", "division", "430102001");
        Matcher password =
                Pattern.compile("<code>((?:[a-z2-7]{4}-){3}[a-z2-7]{4})</code>").matcher(added.body());
        assertTrue(password.find(), added.body());
        assertEquals(
                409,
                centre.post(
                                "/people",
                                "csrf",
                                csrf,
                                "deed",
                                "add",
                                "name",
                                "wu",
                                "role",
                                "viewer",
                                "division",
                                "430103")
                        .statusCode());

        accounts.add(new Operator("tianxin-head", Role.ADMINISTRATOR, TIANXIN), "fleet");
        assertEquals(
                409,
                centre.post("/people", "csrf", csrf, "deed", "remove", "name", "tianxin-head")
                        .statusCode());
        assertEquals("/people", location(centre.post("/people", "csrf", csrf, "deed", "remove", "name", "li")));
        assertFalse(centre.get("/people").body().contains(">li<"));
    }

    @Test
    void anAdministratorGivesAProgramAToken_ofTheirOwnDivisionOnly_andWithdrawsIt() {
        signIn("furong-head", Role.ADMINISTRATOR, FURONG);
        String csrf = Centre.csrf(centre.get("/people"));
        String[] form = {
            "csrf",
            csrf,
            "deed",
            "give-token",
            "name",
            "tickets",
            "role",
            "operator",
            "days",
            "30",
            "division",
            "430102"
        };
        Matcher token = Pattern.compile("<code>([A-Za-z0-9_-]{22})</code>")
                .matcher(centre.post("/people", form).body());
        assertTrue(token.find());
        assertEquals(Optional.of(new Operator("api.tickets", Role.OPERATOR, FURONG)), tokens.who(token.group(1)));
        assertEquals(409, centre.post("/people", form).statusCode(), "the name is taken");
        form[5] = "others";
        form[11] = "430103";
        assertEquals(409, centre.post("/people", form).statusCode(), "another county");
        form[11] = "430102";
        form[9] = "999";
        assertEquals(409, centre.post("/people", form).statusCode(), "for years");

        assertEquals(
                "/people",
                location(centre.post("/people", "csrf", csrf, "deed", "withdraw-token", "name", "api.tickets")));
        assertEquals(Optional.empty(), tokens.who(token.group(1)));
    }
}
