// Provokes each bug and prints it as one line of JSON: the chain outermost first, frames crash frame first.
import groovy.json.JsonOutput

def chain(Throwable thrown) {
    def found = []
    for (def at = thrown; at != null && found.size() < 6; at = at.cause) {
        found << [type: at.class.name, value: (at.message ?: "").readLines().find() ?: "", frames: at.stackTrace.take(80).findAll {
            !it.className.startsWith("run")
        }.collect {
            [function: it.methodName, module: it.className, file: it.fileName ?: "", line: Math.max(0, it.lineNumber),
             in_app: it.className.startsWith("shop.")]
        }]
    }
    found
}

shop.Bugs.all().each { bug, action ->
    try {
        action()
        System.err.println("no error from $bug")
    } catch (Throwable thrown) {
        println JsonOutput.toJson([bug: "groovy/" + bug, language: "groovy", chain: chain(thrown)])
    }
}
