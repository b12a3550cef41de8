import { mount } from 'svelte';
import Desk from './Desk.svelte';
import '../style/tokens.css';
import '../style/base.css';

const target = document.getElementById('desk');
if (target !== null) mount(Desk, { target });
