// Every page begins with this: type, the shared rules and both themes.
import "./core.css";
import "./night.css";
import "./day.css";
